using Kumiko.Testing;

[assembly: AssemblyFixture(typeof(Recipes.Tests.SharedPostgres))]

namespace Recipes.Tests;

/// <summary>Makes empty databases of one kind.</summary>
public abstract class Databases
{
    public abstract Task<TestDatabase> Create();
}

public sealed class SqliteDatabases : Databases
{
    public override Task<TestDatabase> Create() => Task.FromResult(TestDatabase.Sqlite());
}

public sealed class PostgresDatabases(SharedPostgres postgres) : Databases
{
    public override async Task<TestDatabase> Create() => await TestDatabase.Postgres(postgres.Server);
}

/// <summary>One server for all tests of the run.</summary>
public sealed class SharedPostgres : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PostgresServer.StartOrShare();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
