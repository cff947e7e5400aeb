using Kumiko.Postgres.Tests;
using Kumiko.Storage;
using Kumiko.Testing;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Kumiko.Postgres.Tests;

/// <summary>One server for the run; every test gets a schema of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PostgresServer.StartOrShare();

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    public Task<TestStore> NewStore(params Table[] tables) => NewStore(PostgresRole.Administrator, "", tables);

    /// <summary>A store with row-level security, whose user it holds for.</summary>
    public Task<TestStore> NewGuardedStore(params Table[] tables) => NewStore(PostgresRole.Application, "", tables);

    /// <inheritdoc cref="NewGuardedStore(Table[])"/>
    public Task<TestStore> NewGuardedStore(string settings, params Table[] tables) => NewStore(PostgresRole.Application, settings, tables);

    private async Task<TestStore> NewStore(PostgresRole role, string settings, Table[] tables)
    {
        var schema = await Server.CreateSchema(role);
        var store = new PostgresStore(
            new PostgresStoreOptions { ConnectionString = schema.ConnectionString + settings, RowLevelSecurity = role == PostgresRole.Application });
        await store.Open();
        await store.CreateMissingTables(tables);
        return new TestStore(schema, store);
    }
}

public sealed class TestStore(PostgresSchema schema, PostgresStore store) : IAsyncDisposable
{
    public PostgresStore Store => store;

    public string ConnectionString => schema.ConnectionString;

    public async Task<EventPosition?> Execute(params WriteOperation[] operations)
    {
        await using var session = store.NewSession();
        return await session.Execute(operations);
    }

    /// <summary>Runs a statement past the store, as an operator could.</summary>
    public async Task Run(string statement)
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<IReadOnlyList<object?[]>> Rows(Table table)
    {
        await using var session = store.NewSession();
        return await session.ReadRows(new RowQuery { Table = table, Scope = new TenantScope.All("The test looks at everything.") });
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await schema.DisposeAsync();
    }
}
