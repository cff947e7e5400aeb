using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

public abstract class LogReaderSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    [Fact]
    public async Task A_reader_returns_every_event_once_and_in_order()
    {
        var stream = NewStream();
        await using var reader = await AtEnd();
        await Execute([.. Enumerable.Range(1, 7).Select(version => Given.Append(stream, version))]);

        (await reader.Read(3)).Select(e => e.Version.Value).ShouldBe([1, 2, 3]);
        (await reader.Read(3)).Select(e => e.Version.Value).ShouldBe([4, 5, 6]);
        var last = await reader.Read(3);
        last.Select(e => e.Version.Value).ShouldBe([7]);
        reader.Position.ShouldBe(last[0].Position);
        reader.GapAge.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task At_the_end_a_reader_returns_nothing_and_goes_on_when_there_is_more()
    {
        var stream = NewStream();
        await using var reader = await AtEnd();
        var end = reader.Position;

        (await reader.Read(10)).ShouldBeEmpty();
        reader.Position.ShouldBe(end);

        await Execute(Given.Append(stream, 1));
        (await reader.Read(10)).ShouldHaveSingleItem().Stream.ShouldBe(stream);
    }

    [Fact]
    public async Task A_reader_goes_on_where_another_one_stood()
    {
        var stream = NewStream();
        await using var one = await AtEnd();
        await Execute(Given.Append(stream, 1), Given.Append(stream, 2), Given.Append(stream, 3));
        await one.Read(2);

        await using var other = Store.OpenLog(one.Position);

        other.Position.ShouldBe(one.Position);
        (await other.Read(10)).Select(e => e.Version.Value).ShouldBe([3]);
        (await one.Read(10)).Select(e => e.Version.Value).ShouldBe([3]);
    }

    [Fact]
    public async Task A_reader_begins_with_the_first_event_of_the_log()
    {
        var stream = NewStream();
        await using var database = await Fixture.CreateDatabase();
        await using var store = database.NewStore();
        await store.Open();
        await store.CreateMissingTables([]);
        await using var reader = store.OpenLog(EventPosition.Start);

        (await reader.Read(10)).ShouldBeEmpty();
        (await reader.SkipToEnd()).ShouldBe(EventPosition.Start);
        await using (var session = store.NewSession())
        {
            await session.Execute([Given.Append(stream, 1)]);
        }

        (await reader.Read(10)).ShouldHaveSingleItem().Stream.ShouldBe(stream);
        (await reader.SkipToEnd()).ShouldBe(reader.Position);
    }

    [Fact]
    public async Task What_was_rolled_back_does_not_keep_a_reader_from_going_on()
    {
        var (lost, kept) = (NewStream(), NewStream());
        await using var reader = await AtEnd();
        await RollBack(lost);
        await Execute(Given.Append(kept, 1));
        await RollBack(lost);
        await RollBack(lost);
        await Execute(Given.Append(kept, 2));

        (await reader.Read(10)).Select(e => (e.Stream, e.Version.Value)).ShouldBe([(kept, 1), (kept, 2)]);
        await RollBack(lost);
        await Execute(Given.Append(kept, 3));
        (await reader.Read(10)).Select(e => e.Version.Value).ShouldBe([3]);
    }

    [Fact]
    public async Task What_is_not_committed_is_not_returned_and_not_skipped()
    {
        var stream = NewStream();
        await using var reader = await AtEnd();
        await using var session = Store.NewSession();
        await session.Begin();
        await session.Execute([Given.Append(stream, 1)]);

        (await reader.Read(10)).ShouldBeEmpty();
        await reader.SkipToEnd();
        await session.Commit();

        (await reader.Read(10)).ShouldHaveSingleItem().Stream.ShouldBe(stream);
    }

    [Fact]
    public async Task A_reader_can_pass_all_there_is_without_reading_it()
    {
        var stream = NewStream();
        await using var reader = await AtEnd();
        var last = await Execute([.. Enumerable.Range(1, 50).Select(version => Given.Append(stream, version))]);
        await RollBack(NewStream());

        var position = await reader.SkipToEnd();

        position.ShouldBe(last!.Value);
        reader.Position.ShouldBe(position);
        (await reader.Read(10)).ShouldBeEmpty();
        await Execute(Given.Append(stream, 51));
        (await reader.Read(10)).Select(e => e.Version.Value).ShouldBe([51]);
    }

    [Fact]
    public async Task More_than_a_window_can_be_passed_at_once()
    {
        await using var reader = await AtEnd();
        EventPosition? last = null;
        for (var round = 0; round < 5; round++)
        {
            var stream = NewStream();
            last = await Execute([.. Enumerable.Range(1, 5_000).Select(version => Given.Append(stream, version))]);
            await RollBack(stream);
        }

        (await reader.SkipToEnd()).ShouldBe(last!.Value);
    }

    [Fact]
    public async Task Readers_agree_on_the_end_of_the_log_whatever_was_rolled_back_there()
    {
        await using var reading = await AtEnd();
        var last = (await Execute(Given.Append(NewStream(), 1)))!.Value;
        await reading.Read(10);
        await RollBack(NewStream());
        await using var skipping = await AtEnd();
        await reading.Read(10);

        (reading.Position, skipping.Position).ShouldBe((last, last));
        (await skipping.SkipToEnd()).ShouldBe(last);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_page_of_nothing_is_refused(int limit)
    {
        await using var reader = await AtEnd();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => reader.Read(limit));
    }

    [Fact]
    public async Task A_cancelled_read_leaves_the_reader_where_it_stood()
    {
        var stream = NewStream();
        await using var reader = await AtEnd();
        await Execute(Given.Append(stream, 1));

        await Should.ThrowAsync<OperationCanceledException>(() => reader.Read(10, new CancellationToken(canceled: true)));

        (await reader.Read(10)).ShouldHaveSingleItem().Stream.ShouldBe(stream);
    }

    private async Task<LogReader> AtEnd()
    {
        var reader = Store.OpenLog(EventPosition.Start);
        await reader.SkipToEnd();
        return reader;
    }

    private async Task RollBack(StreamId stream)
    {
        await using var session = Store.NewSession();
        await session.Begin();
        await session.Execute([Given.Append(stream with { Aggregate = Guid.CreateVersion7() }, 1)]);
        await session.Rollback();
    }
}
