using Kumiko.Postgres.Writing;
using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres;

/// <summary>Outside a transaction every call borrows a connection and returns it: nothing is held while a handler thinks.</summary>
internal sealed partial class PostgresSession(PostgresStore store) : StoreSession
{
    private NpgsqlConnection? _connection;
    private NpgsqlTransaction? _transaction;
    private bool _isBroken;
    private bool _isDisposed;

    public override Task<EventPosition?> Execute(IReadOnlyList<WriteOperation> operations, CancellationToken cancellation = default)
    {
        if (operations.Count == 0)
        {
            return Task.FromResult<EventPosition?>(null);
        }

        var writes = new WriteBatch(operations, store.StatementsOf);
        return Noted(Run(writes, static async (batch, writes, cancellation) =>
        {
            writes.AddTo(batch);
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            return await LastPosition(reader, writes.ResultOfAppends, cancellation);
        }, cancellation));
    }

    public override async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await EndTransaction();
    }

    private async Task<EventPosition?> Noted(Task<EventPosition?> write)
    {
        var position = await write;
        if (position is not null)
        {
            NoteAppend();
        }

        return position;
    }

    // Reads every result to its end: that is where the server's refusal of a later statement arrives.
    private static async Task<EventPosition?> LastPosition(NpgsqlDataReader reader, int resultOfAppends, CancellationToken cancellation)
    {
        EventPosition? last = null;
        var result = 0;
        do
        {
            while (result == resultOfAppends && await reader.ReadAsync(cancellation))
            {
                last = new EventPosition(reader.GetInt64(0));
            }

            result++;
        }
        while (await reader.NextResultAsync(cancellation));
        return last;
    }

    private async Task<TResult> Run<TState, TResult>(
        TState state,
        Func<SessionBatch, TState, CancellationToken, Task<TResult>> work,
        CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        RefuseBroken();
        cancellation.ThrowIfCancellationRequested();
        var connection = _connection ?? await store.Connect(cancellation);
        try
        {
            _isBroken = InTransaction;
            await using var batch = new SessionBatch(store, connection, _transaction, Reach);
            var result = await work(batch, state, cancellation);
            _isBroken = false;
            return result;
        }
        catch (PostgresException e)
        {
            var translated = PostgresErrors.Translate(e);
            if (ReferenceEquals(translated, e))
            {
                throw;
            }

            throw translated;
        }
        finally
        {
            if (!InTransaction)
            {
                await connection.DisposeAsync();
            }
        }
    }
}
