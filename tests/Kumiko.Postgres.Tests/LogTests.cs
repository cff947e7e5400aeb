using Kumiko.Storage;
using static Kumiko.Postgres.Tests.Samples;

namespace Kumiko.Postgres.Tests;

public class LogTests(PostgresFixture postgres)
{
    [Fact]
    public async Task The_log_ends_before_an_event_that_may_have_an_uncommitted_one_below_it()
    {
        await using var test = await postgres.NewStore();
        await test.Execute(Append(Guid.CreateVersion7()));
        await using var slow = test.Store.NewSession();
        await slow.Begin();
        await slow.Execute([Append(Guid.CreateVersion7())]);
        await test.Execute(Append(Guid.CreateVersion7()));

        (await Positions(test)).ShouldBe([1]);
        await slow.Commit();
        (await Positions(test)).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_transaction_that_writes_elsewhere_does_not_hide_the_end_of_the_log()
    {
        await using var test = await postgres.NewStore(Things);
        await using var elsewhere = test.Store.NewSession();
        await elsewhere.Begin();
        await elsewhere.Execute([Insert(Guid.CreateVersion7(), "not an event")]);
        await test.Execute(Append(Guid.CreateVersion7()));
        (await Positions(test)).ShouldBe([1]);
    }

    [Fact]
    public async Task A_hole_that_a_rollback_left_does_not_end_the_log()
    {
        await using var test = await postgres.NewStore();
        var id = Guid.CreateVersion7();
        await test.Execute(Append(id));
        await Should.ThrowAsync<StreamConflictException>(() => test.Execute(Append(id)));
        await test.Execute(Append(id, 2));
        (await Positions(test)).ShouldBe([1, 3]);
    }

    [Fact]
    public async Task A_transaction_sees_its_own_events_in_the_log()
    {
        await using var test = await postgres.NewStore();
        await using var session = test.Store.NewSession();
        await session.Begin();
        await session.Execute([Append(Guid.CreateVersion7())]);
        (await session.ReadLog(new LogQuery())).Count.ShouldBe(1);
    }

    private static async Task<IEnumerable<long>> Positions(TestStore test)
    {
        await using var session = test.Store.NewSession();
        return (await session.ReadLog(new LogQuery())).Select(e => e.Position.Value);
    }
}
