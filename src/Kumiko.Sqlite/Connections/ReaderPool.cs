using System.Collections.Concurrent;

namespace Kumiko.Sqlite;

/// <summary>
/// Connections that only read. A read never waits and runs on its caller's thread, so there are never more rented than threads that read.
/// </summary>
internal sealed class ReaderPool(SqliteStoreOptions options) : IDisposable
{
    private const int MostIdle = 32;

    private readonly ConcurrentStack<Connection> _idle = new();
    private volatile bool _disposed;

    public Connection Rent()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _idle.TryPop(out var connection) ? connection : Connection.OpenReader(options);
    }

    public void Return(Connection connection)
    {
        if (_disposed || _idle.Count >= MostIdle)
        {
            connection.Dispose();
            return;
        }

        _idle.Push(connection);
    }

    /// <summary>Reads on any connection.</summary>
    public Task<T> Read<T>(Func<Connection, T> read, CancellationToken cancellation) => Read(Rent, Return, read, cancellation);

    // SQLite works on the caller's thread: a read is over before a task could be scheduled, so there is nothing to await.
    public static Task<T> Read<T>(Func<Connection> take, Action<Connection> giveBack, Func<Connection, T> read, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellation);
        }

        Connection? connection = null;
        try
        {
            connection = take();
            using var interruption = connection.InterruptOn(cancellation);
            return Task.FromResult(read(connection));
        }
        catch (SqliteException) when (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellation);
        }
        catch (SqliteException failure)
        {
            return Task.FromException<T>(StoreErrors.Translate(failure));
        }
        catch (Exception failure)
        {
            return Task.FromException<T>(failure);
        }
        finally
        {
            if (connection is not null)
            {
                giveBack(connection);
            }
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryPop(out var connection))
        {
            connection.Dispose();
        }
    }
}
