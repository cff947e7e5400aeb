using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

public abstract class LogSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    [Fact]
    public async Task The_log_holds_the_events_of_all_streams_in_the_order_of_positions()
    {
        var start = await Head();
        var (one, two) = (NewStream(), NewStream() with { Tenant = new TenantId(Guid.CreateVersion7()) });
        await Execute(Given.Append(one, 1));
        await Execute(Given.Append(two, 1));
        await Execute(Given.Append(one, 2));

        var page = await ReadLog(new LogQuery { After = start }, count: 3);

        page.Select(e => (e.Stream, e.Version.Value)).ShouldBe([(one, 1), (two, 1), (one, 2)]);
        page.Select(e => e.Position.Value).ShouldBeInOrder();
        page.Select(e => e.Position).ShouldBeUnique();
    }

    [Fact]
    public async Task Pages_meet_without_a_gap_and_without_overlap()
    {
        var start = await Head();
        var stream = NewStream();
        await Execute([.. Enumerable.Range(1, 10).Select(version => Given.Append(stream, version))]);
        await ReadLog(new LogQuery { After = start }, count: 10);

        var versions = new List<long>();
        for (var cursor = start; versions.Count < 10;)
        {
            var page = await Read(s => s.ReadLog(new LogQuery { After = cursor, Limit = 3 }));
            page.Count.ShouldBe(Math.Min(3, 10 - versions.Count));
            versions.AddRange(page.Select(e => e.Version.Value));
            cursor = page[^1].Position;
        }

        versions.ShouldBe([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    }

    [Fact]
    public async Task Behind_the_last_event_there_is_nothing() => (await Read(async s => await s.ReadLog(new LogQuery { After = await Head() }))).ShouldBeEmpty();

    [Fact]
    public async Task The_log_can_be_read_for_one_kind_of_aggregate()
    {
        var start = await Head();
        var (ticket, note) = (NewStream(), NewStream());
        await Execute(Given.Append(ticket, 1), Note(note, 1), Given.Append(ticket, 2), Note(note, 2));

        var page = await ReadLog(new LogQuery { After = start, AggregateType = "note" }, count: 2);

        page.ShouldAllBe(e => e.Stream == note && e.AggregateType == "note");
    }

    [Fact]
    public async Task The_log_can_be_read_for_one_tenant()
    {
        var start = await Head();
        var (ours, theirs) = (NewStream(), NewStream() with { Tenant = new TenantId(Guid.CreateVersion7()) });
        await Execute(Given.Append(ours, 1), Given.Append(theirs, 1), Note(theirs with { Aggregate = Guid.CreateVersion7() }, 1));

        (await ReadLog(new LogQuery { After = start, Tenant = theirs.Tenant }, count: 2)).ShouldAllBe(e => e.Stream.Tenant == theirs.Tenant);
        (await ReadLog(new LogQuery { After = start, Tenant = theirs.Tenant, AggregateType = "note" }, count: 1))[0].AggregateType.ShouldBe("note");
    }

    [Fact]
    public async Task The_log_can_be_read_up_to_a_position()
    {
        var start = await Head();
        var stream = NewStream();
        var middle = (await Execute(Given.Append(stream, 1), Given.Append(stream, 2)))!.Value;
        await Execute(Given.Append(stream, 3));

        var page = await Read(s => s.ReadLog(new LogQuery { After = start, Until = middle }));

        page.Select(e => e.Version.Value).ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData(new string[0], new long[0])]
    [InlineData(new[] { "made" }, new long[] { 1, 5 })]
    [InlineData(new[] { "made", "sold" }, new long[] { 1, 3, 5, 6 })]
    [InlineData(new[] { "sold", "made", "sold", "never" }, new long[] { 1, 3, 5, 6 })]
    public async Task The_log_can_be_read_for_some_types_of_events(string[] types, long[] versions)
    {
        var start = await Head();
        var stream = NewStream();
        string[] all = ["made", "moved", "sold", "moved", "made", "sold"];
        await Execute([.. all.Select((type, i) => new WriteOperation.Append(Given.Event(stream, i + 1) with { Type = type }))]);

        var query = new LogQuery { After = start, Types = types };

        (await Read(s => s.ReadLog(query))).Select(e => e.Version.Value).ShouldBe(versions);
        (await Read(s => s.ReadLog(query with { Limit = 2 }))).Select(e => e.Version.Value).ShouldBe(versions.Take(2));
        (await Read(s => s.CountLog(query))).ShouldBe(versions.Length);
    }

    [Fact]
    public async Task Many_types_can_be_asked_for_at_once()
    {
        var start = await Head();
        var stream = NewStream();
        await Execute([.. Enumerable.Range(1, 60).Select(i => new WriteOperation.Append(Given.Event(stream, i) with { Type = $"type-{i}" }))]);

        var query = new LogQuery { After = start, Types = [.. Enumerable.Range(11, 40).Select(i => $"type-{i}")] };

        (await Read(s => s.ReadLog(query))).Select(e => e.Version.Value).ShouldBe(Enumerable.Range(11, 40).Select(i => (long)i));
        (await Read(s => s.CountLog(query))).ShouldBe(40);
    }

    [Fact]
    public async Task The_end_of_the_log_is_the_last_event_that_was_committed()
    {
        var stream = NewStream();
        var position = (await Execute(Given.Append(stream, 1), Given.Append(stream, 2)))!.Value;

        (await Read(s => s.ReadLogEnd())).ShouldBe(position);
    }

    [Fact]
    public async Task All_conditions_hold_together()
    {
        var start = await Head();
        var (ours, note, theirs) = (NewStream(), NewStream(), NewStream() with { Tenant = new TenantId(Guid.CreateVersion7()) });
        var until = (await Execute(Given.Append(ours, 1), Note(note, 1), Given.Append(theirs, 1), Given.Append(ours, 2), Given.Append(ours, 3)))!.Value;
        await Execute(Given.Append(ours, 4));

        foreach (var types in new string[][] { ["ticket.updated"], ["ticket.updated", "ticket.created"] })
        {
            var query = new LogQuery { After = start, Until = until, Tenant = Tenant, AggregateType = "ticket", Types = types };
            var expected = types.Length == 1 ? new long[] { 2, 3 } : [1, 2, 3];
            (await Read(s => s.ReadLog(query))).Select(e => (e.Stream, e.Version.Value)).ShouldBe(expected.Select(v => (ours, v)));
            (await Read(s => s.CountLog(query with { Limit = 1 }))).ShouldBe(expected.Length);
        }
    }

    [Fact]
    public async Task What_was_rolled_back_never_reaches_the_log()
    {
        var start = await Head();
        var (lost, kept) = (NewStream(), NewStream());
        await using (var session = Store.NewSession())
        {
            await session.Begin();
            await session.Execute([Given.Append(lost, 1)]);
            await session.Rollback();
        }

        await Should.ThrowAsync<StreamConflictException>(() => Execute(Given.Append(lost, 1), Given.Append(lost, 3)));
        await Execute(Given.Append(kept, 1));

        (await ReadLog(new LogQuery { After = start }, count: 1))[0].Stream.ShouldBe(kept);
    }

    [Fact]
    public async Task What_is_not_committed_yet_is_not_in_the_log()
    {
        var start = await Head();
        var stream = NewStream();
        await using var session = Store.NewSession();
        await session.Begin();
        await session.Execute([Given.Append(stream, 1)]);

        (await Read(s => s.ReadLog(new LogQuery { After = start }))).ShouldBeEmpty();

        await session.Commit();
        (await ReadLog(new LogQuery { After = start }, count: 1))[0].Stream.ShouldBe(stream);
    }

    private static WriteOperation.Append Note(StreamId stream, long version) => new(Given.Event(stream, version) with { AggregateType = "note" });

    /// <summary>The position of an event of our own, so that everything older is behind us.</summary>
    private async Task<EventPosition> Head()
    {
        var stream = NewStream();
        var position = (await Execute(Given.Append(stream, 1)))!.Value;
        await ReadLog(new LogQuery { After = new EventPosition(position.Value - 1), Tenant = Tenant, Limit = 1 }, count: 1);
        return position;
    }
}
