using Kumiko.Storage;
using SQLitePCL;

namespace Kumiko.Sqlite;

/// <summary>The embedded store: one file, one writer, as many readers as there are threads that read.</summary>
public sealed partial class SqliteStore : Store
{
    private readonly SqliteStoreOptions _options;
    private readonly RowStatements _rows = new();
    private readonly ReaderPool _readers;
    private readonly Writer _writer;
    private StoreCapabilities? _capabilities;

    /// <summary>Describes the store; nothing is opened yet.</summary>
    /// <param name="options">Where the file is, and how it is used.</param>
    public SqliteStore(SqliteStoreOptions options)
    {
        // A later change of the working directory must not lead to another file.
        _options = options with { DataSource = Path.GetFullPath(options.DataSource) };
        _readers = new ReaderPool(_options);
        _writer = new Writer(_options, (connection, operations) => WriteBatch.Execute(connection, _rows, operations), _signal);
        _others = new OtherProcesses(_options, _signal);
    }

    /// <inheritdoc/>
    public override string Name => "sqlite";

    /// <inheritdoc/>
    public override StoreCapabilities Capabilities =>
        _capabilities ?? throw new InvalidOperationException("The store was not opened yet.");

    /// <inheritdoc/>
    public override async Task Open(CancellationToken cancellation = default)
    {
        SqliteLibrary.Require();
        var directory = Path.GetDirectoryName(_options.DataSource);
        if (!Directory.Exists(directory))
        {
            throw new StoreUnavailableException($"The directory '{directory}' of the database does not exist. Create it, or name another one.");
        }

        try
        {
            var connection = await _writer.Connect(cancellation);
            connection.RunOnce("SELECT count(*) FROM sqlite_schema");
            _capabilities = new StoreCapabilities { ConcurrentWriters = false, DatabaseVersion = $"SQLite {SqliteLibrary.Version}" };
        }
        catch (Exception failure) when (failure is SqliteException or TransientStoreException)
        {
            throw new StoreUnavailableException(Explain(failure), failure);
        }
    }

    /// <inheritdoc/>
    public override Task<bool> Ping(CancellationToken cancellation = default)
    {
        try
        {
            var connection = _readers.Rent();
            try
            {
                connection.Run("SELECT count(*) FROM sqlite_schema");
                return Task.FromResult(true);
            }
            finally
            {
                _readers.Return(connection);
            }
        }
        catch (Exception failure) when (failure is SqliteException or ObjectDisposedException)
        {
            return Task.FromResult(false);
        }
    }

    /// <inheritdoc/>
    public override async Task<int> ForgetAnswers(DateTimeOffset before, CancellationToken cancellation = default)
    {
        for (var forgotten = 0; ;)
        {
            var now = await Write(connection => AnswerStatements.Forget(connection, before), cancellation);
            forgotten += now;
            if (now < AnswerStatements.MostForgottenAtOnce)
            {
                return forgotten;
            }
        }
    }

    /// <inheritdoc/>
    public override StoreSession NewSession() => new SqliteSession(_readers, _writer, _rows);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _others.DisposeAsync();

        // The writer last: the connection that closes last tidies the write-ahead log away, and readers may not write.
        _readers.Dispose();
        await _writer.DisposeAsync();
    }

    private string Explain(Exception failure) => failure switch
    {
        TransientStoreException => $"Another process keeps the database '{_options.DataSource}' to itself.",
        SqliteException { PrimaryCode: raw.SQLITE_NOTADB } => $"'{_options.DataSource}' is not a SQLite database.",
        SqliteException { PrimaryCode: raw.SQLITE_CORRUPT } =>
            $"'{_options.DataSource}' cannot be read: it is damaged, or was written by a newer SQLite than {SqliteLibrary.Version}.",
        _ => $"The database '{_options.DataSource}' cannot be opened. {failure.Message}",
    };

    /// <summary>Does something in a transaction of its own.</summary>
    internal async Task<T> Write<T>(Func<Connection, T> work, CancellationToken cancellation)
    {
        var connection = await _writer.Begin(cancellation);
        try
        {
            var result = work(connection);
            _writer.Commit();
            return result;
        }
        catch
        {
            _writer.Rollback();
            throw;
        }
    }
}
