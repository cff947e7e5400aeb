using Kumiko.Testing;

[assembly: AssemblyFixture(typeof(Helpdesk.Tests.SharedPostgres))]

namespace Helpdesk.Tests;

public sealed class SqliteHelpdeskTests : HelpdeskSpecification
{
    protected override Task<TestDatabase> CreateDatabase() => Task.FromResult(TestDatabase.Sqlite());
}

public sealed class PostgresHelpdeskTests(SharedPostgres postgres) : HelpdeskSpecification
{
    protected override async Task<TestDatabase> CreateDatabase() => await TestDatabase.Postgres(postgres.Server);
}

/// <summary>One server for all tests of the run.</summary>
public sealed class SharedPostgres : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PostgresServer.StartOrShare();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
