using System.Collections.Concurrent;
using System.Diagnostics;
using Kumiko.Storage;
using SQLitePCL;

namespace Kumiko.Sqlite;

/// <summary>
/// The one connection that writes, and whose turn it is. Single batches that wait while the connection is busy are committed together
/// when it is free: the commit is the dearest part of a small batch, and with <see cref="SqliteSynchronous.Full"/> by far.
/// </summary>
internal sealed class Writer(SqliteStoreOptions options, Func<Connection, IReadOnlyList<WriteOperation>, EventPosition?> execute) : IDisposable
{
    private const int MostTogether = 64;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentQueue<PendingBatch> _pending = new();
    private readonly List<PendingBatch> _together = [];
    private Connection? _connection;

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

    /// <summary>Takes the turn and opens a transaction. <see cref="Commit"/> or <see cref="Rollback"/> gives the turn back.</summary>
    public async Task<Connection> Begin(CancellationToken cancellation)
    {
        if (!await _turn.WaitAsync(options.BusyTimeout, cancellation))
        {
            throw Busy();
        }

        try
        {
            return await BeginImmediate(cancellation);
        }
        catch
        {
            EndTurn();
            throw;
        }
    }

    /// <summary>Commits. When that fails, the transaction stays open and only <see cref="Rollback"/> helps.</summary>
    public void Commit()
    {
        try
        {
            _connection!.Run("COMMIT");
        }
        catch (SqliteException failure)
        {
            throw StoreErrors.Translate(failure);
        }

        EndTurn();
    }

    public void Rollback()
    {
        RollbackQuietly();
        EndTurn();
    }

    /// <summary>Opens the connection when there is none, for the first time or after it was given up.</summary>
    public async Task<Connection> Connect(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await UntilNotBusy(() => _connection ??= Connection.OpenWriter(options), cancellation);
        }
        finally
        {
            EndTurn();
        }
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _turn.Dispose();
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

    private void EndTurn()
    {
        _turn.Release();

        // Whoever queued a batch while we had the turn relies on us: nobody else would wake up for it.
        if (!_pending.IsEmpty && _turn.Wait(0))
        {
            ThreadPool.UnsafeQueueUserWorkItem(static writer => _ = writer.WriteTogether(), this, preferLocal: false);
        }
    }

    private Task<Connection> BeginImmediate(CancellationToken cancellation) => UntilNotBusy(
        () =>
        {
            _connection ??= Connection.OpenWriter(options);
            _connection.Run("BEGIN IMMEDIATE");
            return _connection;
        },
        cancellation);

    /// <summary>Another process may be writing. Waits for it without holding a thread; nothing has run yet, so trying again is harmless.</summary>
    private async Task<Connection> UntilNotBusy(Func<Connection> attempt, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        for (var wait = 1; ; wait = Math.Min(wait * 2, 50))
        {
            try
            {
                return attempt();
            }
            catch (SqliteException busy) when (busy.PrimaryCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
            {
                if (Stopwatch.GetElapsedTime(started) >= options.BusyTimeout)
                {
                    throw StoreErrors.Translate(busy);
                }
            }

            await Task.Delay(wait, cancellation);
        }
    }

    /// <summary>Leaves the connection without a transaction; one that cannot be rolled back is given up.</summary>
    private void RollbackQuietly()
    {
        try
        {
            if (_connection is { IsAutocommit: false })
            {
                _connection.Run("ROLLBACK");
            }
        }
        catch (SqliteException)
        {
            _connection?.Dispose();
            _connection = null;
        }
    }

    private TransientStoreException Busy() =>
        new(new TimeoutException($"Another transaction kept the database for {options.BusyTimeout.TotalSeconds:0.#} seconds."));
}
