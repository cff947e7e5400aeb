using Kumiko.Testing;
using Npgsql;

namespace Kumiko.Postgres.Tests;

public class PostgresServerTests
{
    [Fact]
    public async Task A_private_server_leaves_nothing_behind()
    {
        string folder;
        await using (var server = await PostgresServer.Start())
        {
            folder = new NpgsqlConnectionStringBuilder(server.ConnectionString).Host!;
            Directory.Exists(folder).ShouldBeTrue();
            await using var schema = await server.CreateSchema();
            await using var store = new PostgresStore(new PostgresStoreOptions { ConnectionString = schema.ConnectionString });
            await store.Open();
        }

        Directory.Exists(folder).ShouldBeFalse();
    }
}
