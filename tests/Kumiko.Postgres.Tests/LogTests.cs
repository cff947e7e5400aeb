using Kumiko.Storage;
using Npgsql;
using static Kumiko.Postgres.Tests.Samples;

namespace Kumiko.Postgres.Tests;

public class LogTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_reader_waits_before_an_event_that_may_have_an_uncommitted_one_below_it()
    {
        await using var test = await postgres.NewStore();
        await using var reader = test.Store.OpenLog(EventPosition.Start);
        await test.Execute(Append(Guid.CreateVersion7()));
        await using var slow = await Begun(test);
        await test.Execute(Append(Guid.CreateVersion7()));

        (await Positions(reader)).ShouldBe([1]);
        (await Positions(reader)).ShouldBeEmpty();
        (await reader.SkipToEnd()).Value.ShouldBe(1);
        var age = reader.GapAge;
        age.ShouldBeGreaterThan(TimeSpan.Zero);
        (await Positions(reader)).ShouldBeEmpty();
        reader.GapAge.ShouldBeGreaterThan(age);

        await slow.Commit();
        (await Positions(reader)).ShouldBe([2, 3]);
        reader.GapAge.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_rolled_back_transaction_is_passed_although_others_write_all_the_time()
    {
        await using var test = await postgres.NewStore();
        await using var reader = test.Store.OpenLog(EventPosition.Start);
        await using var dead = await Begun(test);
        await using var older = await Begun(test);
        await test.Execute(Append(Guid.CreateVersion7()));
        (await Positions(reader)).ShouldBeEmpty();

        await dead.Rollback();
        await using var younger = await Begun(test);
        (await Positions(reader)).ShouldBeEmpty();
        await older.Commit();

        (await Positions(reader)).ShouldBe([2, 3]);
        await younger.Commit();
        (await Positions(reader)).ShouldBe([4]);
    }

    [Fact]
    public async Task A_savepoint_that_is_undone_leaves_a_hole_that_is_passed_when_its_transaction_ends()
    {
        await using var test = await postgres.NewStore();
        await using var reader = test.Store.OpenLog(EventPosition.Start);
        await using var session = test.Store.NewSession();
        await session.Begin();
        await session.Savepoint("before");
        await session.Execute([Append(Guid.CreateVersion7())]);
        await session.RollbackTo("before");
        await session.Execute([Append(Guid.CreateVersion7())]);
        await test.Execute(Append(Guid.CreateVersion7()));

        (await Positions(reader)).ShouldBeEmpty();
        await session.Commit();
        (await Positions(reader)).ShouldBe([2, 3]);
    }

    [Theory]
    [InlineData("select 1")]
    [InlineData("select pg_current_xact_id()")]
    [InlineData("select count(*) from kumiko_events")]
    [InlineData("insert into things (tenant_id, id, is_deleted) values (gen_random_uuid(), gen_random_uuid(), false)")]
    public async Task A_transaction_that_idles_without_having_appended_holds_nobody_up(string statement)
    {
        await using var test = await postgres.NewStore(Things);
        await using var connection = new NpgsqlConnection($"{test.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(statement, connection, transaction);
        await command.ExecuteNonQueryAsync();
        await using var reader = test.Store.OpenLog(EventPosition.Start);

        await using (var dead = await Begun(test))
        {
            await test.Execute(Append(Guid.CreateVersion7()));
        }

        (await Positions(reader)).ShouldBe([2]);
    }

    [Fact]
    public async Task A_neighbour_in_the_same_database_holds_nobody_up()
    {
        await using var test = await postgres.NewStore();
        await using var neighbour = await postgres.NewStore();
        await using var busy = await Begun(neighbour);
        await using (var dead = await Begun(test))
        {
            await test.Execute(Append(Guid.CreateVersion7()));
        }

        await using var reader = test.Store.OpenLog(EventPosition.Start);
        (await Positions(reader)).ShouldBe([2]);
    }

    [Fact]
    public async Task The_isolation_that_the_database_prefers_does_not_matter()
    {
        await using var test = await postgres.NewStore();
        await using var other = new PostgresStore(new PostgresStoreOptions
        {
            ConnectionString = $"{test.ConnectionString};Options=-c default_transaction_isolation=serializable",
        });
        await other.Open();
        await using var reader = other.OpenLog(EventPosition.Start);
        await using var slow = await Begun(test);
        await test.Execute(Append(Guid.CreateVersion7()));
        (await Positions(reader)).ShouldBeEmpty();

        await slow.Commit();
        (await Positions(reader)).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Reading_on_is_one_round_trip_and_so_is_passing_what_was_rolled_back()
    {
        await using var test = await postgres.NewStore();
        await using var wire = new WireTap(new NpgsqlConnectionStringBuilder(test.ConnectionString).Host!);
        await using var store = new PostgresStore(new PostgresStoreOptions { ConnectionString = wire.Through(test.ConnectionString) });
        await store.Open();
        await using var reader = store.OpenLog(EventPosition.Start);
        for (var round = 0; round < 4; round++)
        {
            await test.Execute(Append(Guid.CreateVersion7()));
            (await RoundTrips(async () => (await reader.Read(10)).Count.ShouldBe(1))).ShouldBe(1);
            (await RoundTrips(async () => (await reader.Read(10)).Count.ShouldBe(0))).ShouldBe(1);
            await test.Execute(Append(Guid.CreateVersion7()));
            (await RoundTrips(() => reader.SkipToEnd())).ShouldBe(1);
            await using (var dead = await Begun(test))
            {
                await test.Execute(Append(Guid.CreateVersion7()));
            }

            // The hole is seen with the first one, and proven to be dead with the second.
            (await RoundTrips(async () => (await reader.Read(10)).Count.ShouldBe(1))).ShouldBe(2);
        }

        async Task<int> RoundTrips(Func<Task> work)
        {
            var before = wire.RoundTrips;
            await work();
            return wire.RoundTrips - before;
        }
    }

    [Theory]
    [InlineData("cache 10")]
    [InlineData("increment by 2")]
    [InlineData("cycle")]
    public async Task A_sequence_that_does_not_draw_one_by_one_is_noticed(string setting)
    {
        await using var test = await postgres.NewStore();
        await test.Run($"alter sequence kumiko_events_position_seq {setting}");

        (await test.Store.CompareSchema([])).ShouldHaveSingleItem().Description.ShouldContain("kumiko_events_position_seq");
    }

    [Fact]
    public async Task A_plain_page_returns_what_is_committed()
    {
        await using var test = await postgres.NewStore();
        await using var slow = await Begun(test);
        await test.Execute(Append(Guid.CreateVersion7()));

        (await Log(test)).ShouldBe([2]);
        await slow.Commit();
        (await Log(test)).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_transaction_sees_its_own_events_in_the_log()
    {
        await using var test = await postgres.NewStore();
        await using var session = await Begun(test);
        (await session.ReadLog(new LogQuery())).Count.ShouldBe(1);
    }

    private static async Task<StoreSession> Begun(TestStore test)
    {
        var session = test.Store.NewSession();
        await session.Begin();
        await session.Execute([Append(Guid.CreateVersion7())]);
        return session;
    }

    private static async Task<IEnumerable<long>> Positions(LogReader reader) => (await reader.Read(100)).Select(e => e.Position.Value);

    private static async Task<IEnumerable<long>> Log(TestStore test)
    {
        await using var session = test.Store.NewSession();
        return (await session.ReadLog(new LogQuery())).Select(e => e.Position.Value);
    }
}
