using Kumiko.Testing;
using Kumiko.Tests.Dispatch;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace Kumiko.Tests.Dispatch;

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

/// <summary>Makes empty databases of one kind.</summary>
public abstract class Databases
{
    public abstract Task<TestDatabase> New();
}

public sealed class SqliteDatabases : Databases
{
    public override Task<TestDatabase> New() => Task.FromResult(TestDatabase.Sqlite());
}

public sealed class PostgresDatabases(SharedPostgres shared) : Databases
{
    public override async Task<TestDatabase> New() => await TestDatabase.Postgres(await shared.Server);
}
