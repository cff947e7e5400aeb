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

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryPop(out var connection))
        {
            connection.Dispose();
        }
    }
}
