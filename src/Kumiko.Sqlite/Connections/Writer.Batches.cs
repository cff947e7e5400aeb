using System.Collections.Concurrent;
using Kumiko.Storage;

namespace Kumiko.Sqlite;

internal sealed partial class Writer
{
    private const int MostTogether = 64;

    private readonly ConcurrentQueue<PendingBatch> _pending = new();
    private readonly List<PendingBatch> _together = [];

    /// <summary>Carries a batch out in a transaction of its own, as far as anyone can tell.</summary>
    public Task<EventPosition?> Execute(IReadOnlyList<WriteOperation> operations, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled<EventPosition?>(cancellation);
        }

        var batch = new PendingBatch(operations);
        _pending.Enqueue(batch);
        if (_turn.Wait(0, CancellationToken.None))
        {
            _ = WriteTogether();
        }

        return batch.Completion.IsCompleted ? batch.Completion : Wait(batch, cancellation);
    }

    private async Task<EventPosition?> Wait(PendingBatch batch, CancellationToken cancellation)
    {
        try
        {
            return await batch.Completion.WaitAsync(options.BusyTimeout, cancellation);
        }
        catch (Exception gaveUp) when (gaveUp is TimeoutException or OperationCanceledException)
        {
            if (!batch.TryClaim())
            {
                return await batch.Completion;
            }

            throw gaveUp is TimeoutException ? Busy() : gaveUp;
        }
    }

    /// <summary>Carries out what waits, in one transaction. Called by whoever got the turn; gives it back; never throws.</summary>
    private async Task WriteTogether()
    {
        try
        {
            var connection = await BeginImmediate(CancellationToken.None);
            while (_together.Count < MostTogether && _pending.TryDequeue(out var batch))
            {
                if (batch.TryClaim())
                {
                    _together.Add(batch);
                }
            }

            if (_together.Count == 1)
            {
                _together[0].Done(execute(connection, _together[0].Operations));
            }
            else
            {
                foreach (var batch in _together)
                {
                    ExecuteGuarded(connection, batch);
                }
            }

            connection.Run("COMMIT");
            foreach (var batch in _together)
            {
                batch.Settle();
            }

            if (_together.Exists(batch => batch.HasAppended))
            {
                Signal.Raise();
            }
        }
        catch (Exception failure)
        {
            FailAll(failure is SqliteException sqlite ? StoreErrors.Translate(sqlite) : failure);
        }
        finally
        {
            _together.Clear();
            EndTurn();
        }
    }

    /// <summary>One batch's failure must not undo the others that are committed with it.</summary>
    private void ExecuteGuarded(Connection connection, PendingBatch batch)
    {
        connection.Run("SAVEPOINT batch");
        try
        {
            batch.Done(execute(connection, batch.Operations));
        }
        catch (Exception failure) when (!connection.IsAutocommit)
        {
            connection.Run("ROLLBACK TO batch");
            batch.Failed(failure);
        }

        connection.Run("RELEASE batch");
    }

    private void FailAll(Exception failure)
    {
        RollbackQuietly();
        foreach (var batch in _together)
        {
            batch.Fail(failure);
        }

        // Nobody was taken yet: the transaction could not even begin, and those who wait have waited long enough.
        while (_together.Count == 0 && _pending.TryDequeue(out var batch))
        {
            if (batch.TryClaim())
            {
                batch.Fail(failure);
            }
        }
    }
}
