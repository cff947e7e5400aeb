using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

public abstract class PruneSpecification(StoreFixture fixture) : StoreTests(fixture), IAsyncLifetime
{
    // Every test has a kind of aggregate of its own, as tests share the database.
    private readonly string _kind = $"kind-{Guid.CreateVersion7():n}";

    private static readonly DateTimeOffset Later = Given.Noon.AddDays(1);

    public async ValueTask InitializeAsync()
    {
        foreach (var consumer in await Store.Consumers.Read())
        {
            await Store.Consumers.Remove(consumer.Key);
        }
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Streams_that_ended_long_ago_go_whole_and_all_others_stay()
    {
        var old = await StreamOf(Given.Noon, 3);
        var younger = await StreamOf(Given.Noon, 1);
        await Append(younger, 2, Later);
        var another = NewStream();
        await Execute(Given.Append(another, 1));

        var result = await Store.Prune(Query());

        (result.Streams, result.Events, result.HeldBackBy.Count).ShouldBe((1, 3, 0));
        (await ReadStream(old)).ShouldBeEmpty();
        (await ReadStream(younger)).Count.ShouldBe(2);
        (await ReadStream(another)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Only_streams_that_end_as_asked_for_go()
    {
        var ended = await StreamOf(Given.Noon, 2);
        await Append(ended, 3, Given.Noon, SystemEvents.Archived);
        var open = await StreamOf(Given.Noon, 2);
        var reopened = await StreamOf(Given.Noon, 1);
        await Append(reopened, 2, Given.Noon, SystemEvents.Archived);
        await Append(reopened, 3, Given.Noon, SystemEvents.Restored);

        var result = await Store.Prune(Query() with { EndingWith = [SystemEvents.Archived, "ticket.closed"] });

        (result.Streams, result.Events).ShouldBe((1, 3));
        (await ReadStream(ended)).ShouldBeEmpty();
        (await ReadStream(open)).Count.ShouldBe(2);
        (await ReadStream(reopened)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Counting_removes_nothing()
    {
        var old = await StreamOf(Given.Noon, 3);
        await StreamOf(Given.Noon, 2);

        var result = await Store.Prune(Query() with { CountOnly = true });

        (result.Streams, result.Events).ShouldBe((2, 5));
        (await ReadStream(old)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_consumer_that_has_not_passed_the_events_keeps_all_of_them()
    {
        var one = await StreamOf(Given.Noon, 1);
        var two = await StreamOf(Given.Noon, 1);
        var last = (await ReadStream(two))[0].Position;
        await Store.Consumers.Register([new ConsumerKey("slow")], new EventPosition(last.Value - 1));
        await Store.Consumers.Register([new ConsumerKey("done")], last);

        foreach (var query in new[] { Query(), Query() with { CountOnly = true } })
        {
            var result = await Store.Prune(query);
            result.Streams.ShouldBe(query.CountOnly ? 2 : 0);
            result.HeldBackBy.ShouldHaveSingleItem().Key.Name.ShouldBe("slow");
        }

        (await ReadStream(one)).Count.ShouldBe(1);
        await Store.Consumers.Change(new ConsumerKey("slow"), new ConsumerChange { Position = last });
        (await Store.Prune(Query())).Streams.ShouldBe(2);
    }

    [Fact]
    public async Task A_paused_consumer_counts_too()
    {
        await StreamOf(Given.Noon, 1);
        var consumer = new ConsumerKey("paused");
        await Store.Consumers.Register([consumer], EventPosition.Start);
        await Store.Consumers.Change(consumer, new ConsumerChange { Status = ConsumerStatus.Paused });

        (await Store.Prune(Query())).HeldBackBy.ShouldHaveSingleItem().Key.ShouldBe(consumer);
    }

    [Fact]
    public async Task Snapshots_go_with_their_streams()
    {
        var (old, kept) = (await StreamOf(Given.Noon, 1), await StreamOf(Later, 1));
        await Execute([.. new[] { old, kept }.Select(stream =>
            new WriteOperation.SaveSnapshot(new Snapshot(stream, "a", new StreamVersion(1), 1, Given.Json("{}"), Given.Noon)))]);

        await Store.Prune(Query());

        (await Read(s => s.ReadSnapshot(old, "a"))).ShouldBeNull();
        (await Read(s => s.ReadSnapshot(kept, "a"))).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_stream_of_the_same_name_may_begin_again()
    {
        var stream = await StreamOf(Given.Noon, 2);
        await Store.Prune(Query());

        await Should.ThrowAsync<StreamConflictException>(() => Append(stream, 3, Given.Noon));
        await Append(stream, 1, Given.Noon);

        (await ReadVersion(stream)).ShouldBe(new StreamVersion(1));
    }

    [Fact]
    public async Task Many_streams_go_in_several_steps_and_the_log_is_read_over_their_holes()
    {
        await using var reader = Store.OpenLog(EventPosition.Start);
        await reader.SkipToEnd();
        for (var batch = 0; batch < 13; batch++)
        {
            await Execute([.. Enumerable.Range(0, 100).Select(_ => new WriteOperation.Append(Event(NewStream(), 1, Given.Noon)))]);
        }

        var kept = await StreamOf(Later, 1);
        (await Store.Prune(Query())).Streams.ShouldBe(1300);

        (await reader.Read(10)).ShouldHaveSingleItem().Stream.ShouldBe(kept);
    }

    [Fact]
    public async Task Without_a_kind_of_aggregate_nothing_is_removed() =>
        await Should.ThrowAsync<ArgumentException>(() => Store.Prune(new PruneQuery { AggregateTypes = [], Before = Later }));

    [Fact]
    public async Task A_stream_to_which_somebody_appends_meanwhile_is_whole_or_gone()
    {
        var streams = new List<StreamId>();
        for (var i = 0; i < 200; i++)
        {
            streams.Add(await StreamOf(Given.Noon, 2));
        }

        var appends = Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            foreach (var stream in streams.Where((_, i) => i % 4 == worker).Reverse())
            {
                try
                {
                    await Append(stream, 3, Later);
                }
                catch (StreamConflictException)
                {
                    // It was gone already.
                }
            }
        })).ToList();
        await Store.Prune(Query());
        await Task.WhenAll(appends);

        foreach (var stream in streams)
        {
            string.Join(' ', (await ReadStream(stream)).Select(e => e.Version.Value)).ShouldBeOneOf("", "1 2 3");
        }
    }

    private PruneQuery Query() => new() { AggregateTypes = [_kind, "another kind"], Before = Later };

    private NewEvent Event(StreamId stream, long version, DateTimeOffset at) =>
        Given.Event(stream, version) with { AggregateType = _kind, CreatedAt = at };

    private Task<EventPosition?> Append(StreamId stream, long version, DateTimeOffset at, string type = "ticket.moved") =>
        Execute(new WriteOperation.Append(Event(stream, version, at) with { Type = type }));

    private async Task<StreamId> StreamOf(DateTimeOffset at, int events)
    {
        var stream = NewStream();
        await Execute([.. Enumerable.Range(1, events).Select(version => new WriteOperation.Append(Event(stream, version, at)))]);
        return stream;
    }
}
