namespace Kumiko.Testing;

/// <summary>What a private PostgreSQL does about a crash of the machine.</summary>
public enum PostgresDurability
{
    /// <summary>Nothing: the disk is never waited for. For tests.</summary>
    None,

    /// <summary>A commit waits for the disk, as in production. For benchmarks.</summary>
    Full,
}
