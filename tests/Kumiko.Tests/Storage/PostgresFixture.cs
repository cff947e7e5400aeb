using Kumiko.Postgres;
using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Storage;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServerFixture))]

namespace Kumiko.Tests.Storage;

/// <summary>One server for the whole run, started when the first test asks for it.</summary>
public sealed class PostgresServerFixture : IAsyncDisposable
{
    /// <summary>Whether all specifications run as a user without special rights, with row-level security. <c>./test</c> runs them both ways.</summary>
    public static bool IsGuarded { get; } = Environment.GetEnvironmentVariable("KUMIKO_TEST_ROW_LEVEL_SECURITY") == "on";

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

public sealed class PostgresFixture(PostgresServerFixture server) : StoreFixture
{
    public override async Task<TestDatabase> CreateDatabase() => new PostgresTestDatabase(
        await (await server.Server).CreateSchema(PostgresServerFixture.IsGuarded ? PostgresRole.Application : PostgresRole.Administrator));
}

internal sealed class PostgresTestDatabase(PostgresSchema schema) : TestDatabase
{
    public override Store NewStore() => new PostgresStore(
        new PostgresStoreOptions { ConnectionString = schema.ConnectionString, RowLevelSecurity = PostgresServerFixture.IsGuarded });

    public override async Task RunSql(string sql)
    {
        await using var connection = new NpgsqlConnection($"{schema.AdministratorConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public override ValueTask DisposeAsync() => schema.DisposeAsync();
}
