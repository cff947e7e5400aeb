using Kumiko.Storage;

namespace Kumiko.Sqlite;

internal sealed partial class SqliteSession
{
    private Connection? _snapshot;

    public override Task BeginSnapshot(CancellationToken cancellation = default)
    {
        if (InTransaction)
        {
            throw new InvalidOperationException("The session is in a transaction already.");
        }

        var connection = readers.Rent();
        try
        {
            // A deferred transaction sees the moment of its first read.
            connection.Run("BEGIN");
            connection.Run("SELECT count(*) FROM sqlite_schema");
            _snapshot = connection;
            return Task.CompletedTask;
        }
        catch (SqliteException failure)
        {
            connection.Dispose();
            return Task.FromException(StoreErrors.Translate(failure));
        }
    }

    public override Task<IReadOnlyList<object?[]>> ReadPage(
        Table table, (TenantId Tenant, Guid Id)? after, int limit, CancellationToken cancellation = default) =>
        Read(c => rows.ReadPage(c, table, after, limit), cancellation);

    public override Task<EventPosition?> ReadCursor(ConsumerKey consumer, CancellationToken cancellation = default) =>
        Read(
            connection =>
            {
                using var statement = connection.Prepare("SELECT position FROM kumiko_consumers WHERE name = ?1");
                return statement.Bind(consumer.Name).Step() ? new EventPosition(statement.Int64(0)) : (EventPosition?)null;
            },
            cancellation);

    private void EndSnapshot()
    {
        if (_snapshot is not { } connection)
        {
            return;
        }

        _snapshot = null;
        try
        {
            connection.Run("ROLLBACK");
            readers.Return(connection);
        }
        catch (SqliteException)
        {
            connection.Dispose();
        }
    }
}
