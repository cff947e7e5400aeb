using System.Collections.Concurrent;
using Kumiko.Testing;
using Kumiko.Tests.Storage;
using TestDatabase = Kumiko.Testing.TestDatabase;

namespace Kumiko.Tests.Apps;

/// <summary>Makes databases of one kind of store, and keeps applications that the tests of a class share.</summary>
public abstract class DatabaseSource : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Type, Lazy<Task<TestApp>>> _shared = [];

    public abstract Task<TestDatabase> CreateDatabase();

    /// <summary>An application that stays for the whole class. Tests keep out of each other's way by having tenants of their own.</summary>
    public Task<TestApp> Shared<TFeature>()
        where TFeature : Feature, new() =>
        _shared.GetOrAdd(typeof(TFeature),
            _ => new(async () => await TestApp.Start(new TestAppOptions { Database = await CreateDatabase() }, new TFeature()))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _shared.Values)
        {
            await (await app.Value).DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}

public sealed class SqliteSource : DatabaseSource
{
    public override Task<TestDatabase> CreateDatabase() => Task.FromResult(TestDatabase.Sqlite());
}

public sealed class PostgresSource(PostgresServerFixture server) : DatabaseSource
{
    public override async Task<TestDatabase> CreateDatabase() => PostgresServerFixture.IsGuarded
        ? await TestDatabase.GuardedPostgres(await server.Server)
        : await TestDatabase.Postgres(await server.Server);
}
