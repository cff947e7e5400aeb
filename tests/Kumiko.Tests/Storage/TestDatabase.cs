using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

/// <summary>One database (or schema) of its own, empty at first, removed when disposed.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>A store on this database that is not opened yet. Two of them behave like two processes.</summary>
    public abstract Store NewStore();

    /// <summary>Runs a statement past the port, as an operator could.</summary>
    public abstract Task RunSql(string sql);

    public abstract ValueTask DisposeAsync();
}
