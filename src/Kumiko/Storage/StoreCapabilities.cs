namespace Kumiko.Storage;

/// <summary>What a database can do, as data: the framework asks here and never which database it is.</summary>
public sealed record StoreCapabilities
{
    /// <summary>Whether several transactions can write at the same time. Where not, writers queue.</summary>
    public required bool ConcurrentWriters { get; init; }

    /// <summary>The name and version of the database, for operators.</summary>
    public required string DatabaseVersion { get; init; }
}
