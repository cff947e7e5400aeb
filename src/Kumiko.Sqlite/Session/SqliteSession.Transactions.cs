using Kumiko.Storage;

namespace Kumiko.Sqlite;

internal sealed partial class SqliteSession
{
    private Connection? _transaction;
    private bool _failed;
    private bool _hasAppended;

    public override bool InTransaction => _transaction is not null || _snapshot is not null;

    public override async Task Begin(CancellationToken cancellation = default)
    {
        if (InTransaction)
        {
            throw new InvalidOperationException("The session is in a transaction already.");
        }

        _transaction = await writer.Begin(cancellation);
        (_failed, _hasAppended) = (false, false);
    }

    public override Task Commit(CancellationToken cancellation = default) => Guarded(
        connection =>
        {
            _failed = true;
            writer.Commit();
            _transaction = null;
            if (_hasAppended)
            {
                writer.Signal.Raise();
            }
        },
        cancellation);

    public override Task Rollback()
    {
        EndSnapshot();
        if (_transaction is not null)
        {
            _transaction = null;
            writer.Rollback();
        }

        return Task.CompletedTask;
    }

    public override Task Savepoint(string name, CancellationToken cancellation = default) =>
        Guarded(connection => connection.Run($"SAVEPOINT {name.Quoted()}"), cancellation);

    public override Task RollbackTo(string name)
    {
        try
        {
            (_transaction ?? throw NoTransaction()).Run($"ROLLBACK TO {name.Quoted()}");
            _failed = false;
            return Task.CompletedTask;
        }
        catch (Exception failure)
        {
            return Task.FromException(failure);
        }
    }

    public override Task Release(string name, CancellationToken cancellation = default) =>
        Guarded(connection => connection.Run($"RELEASE {name.Quoted()}"), cancellation);

    public override async ValueTask DisposeAsync() => await Rollback();

    private Task<EventPosition?> ExecuteInTransaction(IReadOnlyList<WriteOperation> operations, CancellationToken cancellation)
    {
        EventPosition? position = null;
        var task = Guarded(
            connection =>
            {
                // A batch that stops half-way is not undone here: that is what the transaction's own savepoints are for.
                _failed = true;
                position = WriteBatch.Execute(connection, rows, operations);
                _failed = false;
                _hasAppended |= position is not null;
            },
            cancellation);
        return task.IsCompletedSuccessfully ? Task.FromResult(position) : Failed<EventPosition?>(task);
    }

    private Task Guarded(Action<Connection> work, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellation);
        }

        try
        {
            work(Usable());
            return Task.CompletedTask;
        }
        catch (Exception failure)
        {
            return Task.FromException(failure);
        }
    }

    private Connection Usable()
    {
        var connection = _transaction ?? throw (_snapshot is null ? NoTransaction() : new InvalidOperationException("A snapshot can only be read."));
        return _failed
            ? throw new InvalidOperationException("The transaction has failed: roll it back, as a whole or to a savepoint before the failure.")
            : connection;
    }

    private static InvalidOperationException NoTransaction() => new("The session is not in a transaction.");

    private static async Task<T> Failed<T>(Task task)
    {
        await task;
        throw new InvalidOperationException("The task was expected to have failed.");
    }
}
