using Kumiko.Storage;
using Npgsql;
using static Kumiko.Postgres.Tests.Samples;

namespace Kumiko.Postgres.Tests;

public class ConsumerTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Lease = TimeSpan.FromHours(1);
    private static readonly ConsumerKey Consumer = new("tests:projection:one");

    [Fact]
    public async Task A_heartbeat_is_one_round_trip_and_so_is_a_page_with_its_cursor()
    {
        await using var test = await postgres.NewStore(Things);
        await using var wire = new WireTap(new NpgsqlConnectionStringBuilder(test.ConnectionString).Host!);
        await using var store = new PostgresStore(new PostgresStoreOptions { ConnectionString = wire.Through(test.ConnectionString) });
        await store.Open();
        await store.Consumers.Register([Consumer, new("tests:projection:two")], EventPosition.Start);
        var fence = (await store.Consumers.TryTake(Consumer, "node", Lease))!.Value;

        for (var call = 0; call < 4; call++)
        {
            var before = wire.RoundTrips;
            await store.Consumers.Heartbeat(new NodeInfo("node", "worker"), Lease);
            (wire.RoundTrips - before).ShouldBe(1, $"heartbeat {call}");

            before = wire.RoundTrips;
            await using (var session = store.NewSession())
            {
                var (a, b) = (Guid.CreateVersion7(), Guid.CreateVersion7());
                await session.Execute(
                [
                    Append(a), Upsert(a, $"a{call}"), Upsert(b, $"b{call}"), new WriteOperation.RemoveRow(Things, Tenant, Guid.CreateVersion7()),
                    new WriteOperation.MoveCursor(Consumer, fence, new EventPosition(call), new EventPosition(call + 1)),
                ]);
            }

            (wire.RoundTrips - before).ShouldBe(1, $"page {call}");
        }
    }

    [Fact]
    public async Task A_heartbeat_does_not_wait_for_a_cursor_that_is_being_moved()
    {
        await using var test = await postgres.NewStore();
        var consumers = test.Store.Consumers;
        await consumers.Register([Consumer], EventPosition.Start);
        var fence = (await consumers.TryTake(Consumer, "node", Lease))!.Value;
        await using var session = test.Store.NewSession();
        await session.Begin();
        await session.Execute([new WriteOperation.MoveCursor(Consumer, fence, EventPosition.Start, new EventPosition(1))]);

        var view = await consumers.Heartbeat(new NodeInfo("node", "worker"), Lease).WaitAsync(TimeSpan.FromSeconds(30));

        view.Consumers.ShouldHaveSingleItem().Position.ShouldBe(EventPosition.Start);
        await session.Commit();
        (await consumers.Read()).ShouldHaveSingleItem().Position.ShouldBe(new EventPosition(1));
    }

    [Fact]
    public async Task Nodes_that_come_back_together_do_not_block_each_other()
    {
        await using var test = await postgres.NewStore();
        string[] names = [.. Enumerable.Range(0, 8).Select(i => $"node-{i}")];

        for (var round = 0; round < 20; round++)
        {
            var lease = round % 2 == 0 ? TimeSpan.FromTicks(10) : Lease;
            await Task.WhenAll(names.Select(name => test.Store.Consumers.Heartbeat(new NodeInfo(name, "worker"), lease)));
        }

        (await test.Store.Consumers.Heartbeat(new NodeInfo(names[0], "worker"), Lease)).Nodes.Select(n => n.Name).ShouldBe(names);
    }

    private static WriteOperation.UpsertRow Upsert(Guid id, string title) => new(Things, [Tenant.Value, id, title, 1m, false], [2], [3]);
}
