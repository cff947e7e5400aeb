using Kumiko.Storage;
using Npgsql;
using static Kumiko.Postgres.Tests.Samples;

namespace Kumiko.Postgres.Tests;

public class RoundTripTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_batch_is_one_round_trip_and_one_transaction()
    {
        await using var test = await postgres.NewStore(Things);
        await using var wire = new WireTap(new NpgsqlConnectionStringBuilder(test.ConnectionString).Host!);
        await using var store = new PostgresStore(new PostgresStoreOptions { ConnectionString = wire.Through(test.ConnectionString) });
        await store.Open();

        for (var call = 0; call < 4; call++)
        {
            var id = Guid.CreateVersion7();
            var before = wire.RoundTrips;
            await using (var session = store.NewSession())
            {
                await session.Execute([Append(id), Insert(id, $"thing {call}"), Append(id, 2), SetTitle(id, $"renamed {call}"), Answer(id),
                    new WriteOperation.RequireRows(Things, Tenant, [id]) { KeepsRows = true }]);
            }

            (wire.RoundTrips - before).ShouldBe(1, $"call {call}");
        }

        (await DistinctTransactions(test)).ShouldBe(4);
    }

    [Fact]
    public async Task A_transaction_costs_a_round_trip_for_every_call_and_one_for_the_commit()
    {
        await using var test = await postgres.NewStore(Things);
        await using var wire = new WireTap(new NpgsqlConnectionStringBuilder(test.ConnectionString).Host!);
        await using var store = new PostgresStore(new PostgresStoreOptions { ConnectionString = wire.Through(test.ConnectionString) });
        await store.Open();

        var before = wire.RoundTrips;
        await using var session = store.NewSession();
        await session.Begin();
        await session.ReadStreamVersion(new StreamId(Tenant, Guid.Empty));
        await session.Execute([Append(Guid.CreateVersion7())]);
        await session.Commit();
        (wire.RoundTrips - before).ShouldBe(3);
    }

    private static WriteOperation.RecordAnswer Answer(Guid id) =>
        new(new RecordedAnswer(new RequestKey(Tenant, UserId.System, id.ToString()), new byte[32], "{}"u8.ToArray(), DateTimeOffset.UnixEpoch));

    private static async Task<long> DistinctTransactions(TestStore test)
    {
        await using var connection = new NpgsqlConnection($"{test.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "select count(*) from (select xmin::text from kumiko_events union select xmin::text from things union select xmin::text from kumiko_answers) t",
            connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
