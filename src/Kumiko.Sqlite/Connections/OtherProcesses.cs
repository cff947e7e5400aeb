using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>
/// Notices the commits of other processes. SQLite has no way of telling, so it looks at a counter every now and then, but only while
/// somebody listens and there are others.
/// </summary>
internal sealed class OtherProcesses(SqliteStoreOptions options, LogSignal signal) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Lock _changing = new();
    private CancellationTokenSource? _stop;
    private Task _work = Task.CompletedTask;
    private bool _isWatched;
    private bool _isDisposed;

    /// <summary>Whether there are others.</summary>
    public bool IsWatched
    {
        get => Volatile.Read(ref _isWatched);
        set
        {
            Volatile.Write(ref _isWatched, value);
            Look();
        }
    }

    /// <summary>Begins to look, or ends it, as things are now.</summary>
    public void Look()
    {
        lock (_changing)
        {
            var isWanted = _isWatched && signal.HasListeners && !_isDisposed;
            if (isWanted && _stop is null)
            {
                _stop = new CancellationTokenSource();
                _work = Watch(_work, _stop.Token);
            }
            else if (!isWanted && _stop is not null)
            {
                _stop.Cancel();
                _stop.Dispose();
                _stop = null;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_changing)
        {
            _isDisposed = true;
        }

        Look();
        await _work;
    }

    private async Task Watch(Task before, CancellationToken stop)
    {
        await before;
        Connection? connection = null;
        try
        {
            var (version, last) = (0L, 0L);
            using var timer = new PeriodicTimer(Pause);
            while (await timer.WaitForNextTickAsync(stop))
            {
                try
                {
                    connection ??= Connection.OpenReader(options);
                    var isGrown = HasGrown(connection, ref version, ref last);
                    if (isGrown)
                    {
                        signal.Raise();
                    }
                }
                catch (SqliteException)
                {
                    // Somebody recovers the file, or it is gone: then those who read it will say so.
                    connection?.Dispose();
                    connection = null;
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            connection?.Dispose();
        }
    }

    private static bool HasGrown(Connection connection, ref long version, ref long last)
    {
        using (var statement = connection.Prepare("PRAGMA data_version"))
        {
            statement.Step();
            if (statement.Int64(0) == version)
            {
                return false;
            }

            version = statement.Int64(0);
        }

        var before = last;
        last = LogStatements.LastPosition(connection) ?? 0;
        return last > before;
    }
}
