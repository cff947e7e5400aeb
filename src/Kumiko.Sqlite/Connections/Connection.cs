using SQLitePCL;

namespace Kumiko.Sqlite;

/// <summary>One connection with its prepared statements. Used by one caller at a time; the pragmas are set here and nowhere else.</summary>
internal sealed class Connection : IDisposable
{
    // Texts come from declarations, so there are not many; a bound only keeps a generated flood from growing without end.
    private const int MostStatements = 400;

    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private readonly sqlite3 _handle;

    private Connection(sqlite3 handle) => _handle = handle;

    /// <summary>Whether no transaction is open. SQLite closes one by itself after some failures, a full disk for example.</summary>
    public bool IsAutocommit => raw.sqlite3_get_autocommit(_handle) != 0;

    public long LastInsertedPosition => raw.sqlite3_last_insert_rowid(_handle);

    public int Changes => raw.sqlite3_changes(_handle);

    public static Connection OpenWriter(SqliteStoreOptions options)
    {
        var connection = Open(options.DataSource, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        try
        {
            connection.WaitWhenBusy(options.BusyTimeout);
            using (var mode = connection.Prepare("PRAGMA journal_mode = WAL"))
            {
                if (!mode.Step() || mode.Text(0) != "wal")
                {
                    throw new SqliteException(raw.SQLITE_CANTOPEN, "the file system does not support write-ahead logging");
                }
            }

            connection.Run($"PRAGMA synchronous = {(options.Synchronous == SqliteSynchronous.Full ? "FULL" : "NORMAL")}");
            connection.Run("PRAGMA journal_size_limit = 67108864");
            connection.RunCommonPragmas();

            // Whoever waits for another process waits without a thread: see Writer.
            connection.WaitWhenBusy(TimeSpan.Zero);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static Connection OpenReader(SqliteStoreOptions options)
    {
        var connection = Open(options.DataSource, raw.SQLITE_OPEN_READONLY);
        try
        {
            // Readers never wait in write-ahead mode, except while another process recovers the log after a crash.
            connection.WaitWhenBusy(options.BusyTimeout);
            connection.RunCommonPragmas();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The prepared statement of a text. Disposing it makes it ready for the next use.</summary>
    public Statement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var known))
        {
            return known;
        }

        if (_statements.Count >= MostStatements)
        {
            CloseStatements();
        }

        Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle));
        var statement = new Statement(this, handle);
        _statements.Add(sql, statement);
        return statement;
    }

    /// <summary>Runs a statement that has no parameters and returns nothing of interest.</summary>
    public void Run(string sql)
    {
        using var statement = Prepare(sql);
        while (statement.Step())
        {
        }
    }

    /// <summary>Runs a statement once, without keeping it prepared.</summary>
    public void RunOnce(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>Stops the running statement when the caller gives up. Dispose what is returned before the connection goes to someone else.</summary>
    public CancellationTokenRegistration InterruptOn(CancellationToken cancellation) =>
        cancellation.UnsafeRegister(static connection => raw.sqlite3_interrupt(((Connection)connection!)._handle), this);

    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw new SqliteException(code, raw.sqlite3_errmsg(_handle).utf8_to_string());
        }
    }

    public void Dispose()
    {
        CloseStatements();
        _handle.Dispose();
    }

    private static Connection Open(string path, int mode)
    {
        var code = raw.sqlite3_open_v2(path, out var handle, mode | raw.SQLITE_OPEN_NOMUTEX, null);
        var connection = new Connection(handle);
        try
        {
            connection.Check(code);
            connection.Check(raw.sqlite3_extended_result_codes(handle, 1));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void RunCommonPragmas()
    {
        Run("PRAGMA foreign_keys = ON");
        Run("PRAGMA temp_store = MEMORY");
        Run("PRAGMA cache_size = -16000");
    }

    private void WaitWhenBusy(TimeSpan timeout) => Check(raw.sqlite3_busy_timeout(_handle, (int)timeout.TotalMilliseconds));

    private void CloseStatements()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Close();
        }

        _statements.Clear();
    }
}
