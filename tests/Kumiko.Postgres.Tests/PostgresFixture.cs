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

    public async Task<TestStore> NewStore(params Table[] tables)
    {
        var schema = await Server.CreateSchema();
        var store = new PostgresStore(new PostgresStoreOptions { ConnectionString = schema.ConnectionString });
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
