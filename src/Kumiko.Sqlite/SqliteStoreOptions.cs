namespace Kumiko.Sqlite;

/// <summary>stub</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>stub</summary>
    public required string DataSource { get; init; }
}
