using System.Data;
using Npgsql;

namespace Kumiko.Postgres;

internal sealed partial class PostgresSession
{
    private bool _hasAppended;

    public override bool InTransaction => _transaction is not null;

    public override Task Begin(CancellationToken cancellation = default) => Begin(IsolationLevel.ReadCommitted, cancellation);

    private async Task Begin(IsolationLevel isolation, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellation.ThrowIfCancellationRequested();
        if (InTransaction)
        {
            throw new InvalidOperationException("A transaction is already open.");
        }

        _connection = await store.Connect(cancellation);
        try
        {
            // The driver sends BEGIN along with the first statement.
            _transaction = await _connection.BeginTransactionAsync(isolation, cancellation);
        }
        catch
        {
            await EndTransaction();
            throw;
        }
    }

    public override async Task Commit(CancellationToken cancellation = default)
    {
        var transaction = SoundTransaction();
        try
        {
            await transaction.CommitAsync(cancellation);
            if (_hasAppended)
            {
                store.EventsWereCommitted();
            }
        }
        catch (PostgresException e)
        {
            throw PostgresErrors.Translate(e);
        }
        finally
        {
            await EndTransaction();
        }
    }

    public override Task Rollback() => EndTransaction().AsTask();

    public override Task Savepoint(string name, CancellationToken cancellation = default) =>
        SoundTransaction().SaveAsync(Sql.Name(name), cancellation);

    public override async Task RollbackTo(string name)
    {
        await OpenTransaction().RollbackAsync(Sql.Name(name));
        _isBroken = false;
    }

    public override Task Release(string name, CancellationToken cancellation = default) =>
        SoundTransaction().ReleaseAsync(Sql.Name(name), cancellation);

    private NpgsqlTransaction OpenTransaction() =>
        _transaction ?? throw new InvalidOperationException("No transaction is open.");

    private NpgsqlTransaction SoundTransaction()
    {
        var transaction = OpenTransaction();
        RefuseBroken();
        return transaction;
    }

    // The server refuses every statement of a failed transaction, but answers COMMIT with a rollback and no error.
    private void RefuseBroken()
    {
        if (_isBroken)
        {
            throw new InvalidOperationException("A call of this transaction failed: it can only be rolled back, as a whole or to a savepoint.");
        }
    }

    /// <summary>Others learn of appended events when they are committed.</summary>
    private void NoteAppend()
    {
        if (InTransaction)
        {
            _hasAppended = true;
        }
        else
        {
            store.EventsWereCommitted();
        }
    }

    private async ValueTask EndTransaction()
    {
        var (transaction, connection) = (_transaction, _connection);
        (_transaction, _connection, _isBroken, _hasAppended) = (null, null, false, false);
        // Disposing rolls back what was not committed.
        if (transaction is not null)
        {
            await transaction.DisposeAsync();
        }

        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }
}
