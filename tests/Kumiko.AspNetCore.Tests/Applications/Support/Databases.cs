using Kumiko.AspNetCore.Tests.Applications;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace Kumiko.AspNetCore.Tests.Applications;

/// <summary>One server for the whole run, started when the first test asks for it.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> _server = new(() => PostgresServer.StartOrShare());

    public Task<PostgresServer> Server => _server.Value;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await (await _server.Value).DisposeAsync();
        }
    }
}

/// <summary>Makes empty databases of one kind, and keeps one running application for the tests of a class.</summary>
public abstract class Databases : IAsyncDisposable
{
    private readonly Lazy<Task<ApplicationHost>> _shared;

    protected Databases() => _shared = new(async () => await ApplicationHost.Start(await New(), new ShelfFeature()));

    /// <summary>The shelf over HTTP. Tests keep out of each other's way by having tenants of their own.</summary>
    public Task<ApplicationHost> Shelf => _shared.Value;

    public abstract Task<TestDatabase> New();

    public async ValueTask DisposeAsync()
    {
        if (_shared.IsValueCreated)
        {
            await (await _shared.Value).DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}

public sealed class SqliteDatabases : Databases
{
    public override Task<TestDatabase> New() => Task.FromResult(TestDatabase.Sqlite());
}

public sealed class PostgresDatabases(SharedPostgres shared) : Databases
{
    public override async Task<TestDatabase> New() => await TestDatabase.Postgres(await shared.Server);
}
