namespace Kumiko.Sqlite;

/// <summary>Where the database file is, and how it is used.</summary>
public sealed partial record SqliteStoreOptions
{
    private readonly string _dataSource = "";
    private readonly TimeSpan _busyTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The path of the database file. It is created when it does not exist; its directory is not.</summary>
    /// <exception cref="ArgumentException">The path is empty or names an in-memory database.</exception>
    public required string DataSource
    {
        get => _dataSource;
        init => _dataSource = RequireFile(value);
    }

    /// <summary>How much a commit waits for the disk.</summary>
    public SqliteSynchronous Synchronous { get; init; } = SqliteSynchronous.Normal;

    /// <summary>How long a writer waits for its turn, behind this process's or another one's transaction, before it reports a transient failure.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or longer than a day.</exception>
    public TimeSpan BusyTimeout
    {
        get => _busyTimeout;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1));
            _busyTimeout = value;
        }
    }

    private static string RequireFile(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new ArgumentException("The path of the SQLite database is missing. Write sqlite:app.db or sqlite:/data/app.db.");
        }

        // One writer and many readers are connections of their own, and each would get an empty memory of its own.
        if (path.Contains(":memory:", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException("The SQLite store needs a file: in-memory databases are not supported. Use a temporary file instead.");
        }

        return path;
    }
}
