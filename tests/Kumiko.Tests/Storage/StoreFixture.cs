using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

/// <summary>What a specification needs to run on one kind of store: a database per test class, with the framework's own tables in it.</summary>
public abstract class StoreFixture : IAsyncLifetime
{
    public TestDatabase Database { get; private set; } = null!;

    public Store Store { get; private set; } = null!;

    /// <summary>Another database, for tests that need an untouched one. The caller disposes it.</summary>
    public abstract Task<TestDatabase> CreateDatabase();

    public async ValueTask InitializeAsync()
    {
        Database = await CreateDatabase();
        Store = Database.NewStore();
        await Store.Open();
        await Store.CreateMissingTables([]);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
