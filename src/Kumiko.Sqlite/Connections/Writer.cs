using System.Diagnostics;
using Kumiko.Storage;
using SQLitePCL;

namespace Kumiko.Sqlite;

/// <summary>
/// The one connection that writes, and whose turn it is. Single batches that wait while the connection is busy are committed together
/// when it is free: the commit is the dearest part of a small batch, and with <see cref="SqliteSynchronous.Full"/> by far.
/// </summary>
internal sealed partial class Writer(
    SqliteStoreOptions options, Func<Connection, IReadOnlyList<WriteOperation>, EventPosition?> execute, LogSignal signal) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Connection? _connection;
    private volatile bool _disposed;

    /// <summary>Is raised after every commit that appended events.</summary>
    public LogSignal Signal { get; } = signal;

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
            return await UntilNotBusy(Connected, cancellation);
        }
        finally
        {
            EndTurn();
        }
    }

    /// <summary>Lets the running transaction end, but does not wait for ever for a forgotten one.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        var alone = await _turn.WaitAsync(options.BusyTimeout);
        _disposed = true;
        _connection?.Dispose();
        _connection = null;
        if (alone)
        {
            EndTurn();
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
            var connection = Connected();
            connection.Run("BEGIN IMMEDIATE");
            return connection;
        },
        cancellation);

    private Connection Connected()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _connection ??= Connection.OpenWriter(options);
    }

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
