using System.Diagnostics;
using Kumiko.Storage;
using Npgsql;
using static Kumiko.Postgres.Tests.Samples;

namespace Kumiko.Postgres.Tests;

public class ListenTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Another_stores_commit_wakes_a_listener_quickly()
    {
        await using var test = await postgres.NewStore();
        await using var other = await Another(test);
        await using var listener = await test.Store.Listen();
        var times = new List<double>();
        for (var i = 0; i < 30; i++)
        {
            var woken = listener.Wait();
            await using var session = other.NewSession();
            await session.Execute([Append(Guid.CreateVersion7())]);
            var committed = Stopwatch.GetTimestamp();
            await woken.WaitAsync(Patience);
            times.Add(Stopwatch.GetElapsedTime(committed).TotalMilliseconds);
        }

        times.Sort();
        output.WriteLine($"woken after {times[15]:0.0} ms (median), {times[^1]:0.0} ms (longest)");
        times[15].ShouldBeLessThan(50);
    }

    [Fact]
    public async Task Who_is_not_told_hears_nothing_and_no_statement_runs()
    {
        await using var test = await postgres.NewStore();
        await using var other = await Another(test);
        other.TellsOthers = false;
        await using var listener = await test.Store.Listen();
        var woken = listener.Wait();
        await Execute(other, Append(Guid.CreateVersion7()));

        // What another connection tells comes after whatever was told before it.
        await test.Run("select pg_notify('kumiko_events_' || hashtext(current_schema()), 'the test')");
        await woken.WaitAsync(Patience);

        listener.Wait().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_neighbour_in_the_same_database_wakes_nobody()
    {
        await using var test = await postgres.NewStore();
        await using var neighbour = await postgres.NewStore();
        neighbour.Store.TellsOthers = true;
        await using var ours = await test.Store.Listen();
        await using var theirs = await Another(neighbour);
        await using var listener = await theirs.Listen();

        await neighbour.Execute(Append(Guid.CreateVersion7()));
        await listener.Wait().WaitAsync(Patience);

        ours.Wait().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_listener_whose_connection_breaks_listens_on_a_new_one()
    {
        await using var test = await postgres.NewStore();
        await using var other = await Another(test);
        await using var listener = await test.Store.Listen();

        for (var round = 0; round < 2; round++)
        {
            var renewed = listener.Wait();
            await test.Run(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where query = format('listen "kumiko_events_%s"', hashtext(current_schema()))
                """);
            await renewed.WaitAsync(Patience);

            var woken = listener.Wait();
            await Execute(other, Append(Guid.CreateVersion7()));
            await woken.WaitAsync(Patience);
        }
    }

    [Fact]
    public async Task Listening_fails_at_once_where_there_is_no_server()
    {
        await using var store = new PostgresStore(PostgresStoreOptions.Parse("Host=/nowhere/at/all;Username=postgres"));
        await Should.ThrowAsync<NpgsqlException>(() => store.Listen());
    }

    private static async Task<PostgresStore> Another(TestStore test)
    {
        var store = new PostgresStore(new PostgresStoreOptions { ConnectionString = test.ConnectionString }) { TellsOthers = true };
        await store.Open();
        return store;
    }

    private static async Task Execute(PostgresStore store, params WriteOperation[] operations)
    {
        await using var session = store.NewSession();
        await session.Execute(operations);
    }
}
