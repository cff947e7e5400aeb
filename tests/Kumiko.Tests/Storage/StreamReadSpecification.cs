using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

public abstract class StreamReadSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    [Fact]
    public async Task A_stream_without_events_is_empty_and_has_no_version()
    {
        var stream = NewStream();

        (await ReadStream(stream)).ShouldBeEmpty();
        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
    }

    [Fact]
    public async Task A_stream_is_read_in_the_order_of_versions_and_holds_only_its_own_events()
    {
        var stream = await StreamOfFive();
        await Execute(Given.Append(NewStream(), 1));

        var events = await ReadStream(stream);

        events.Select(e => e.Version.Value).ShouldBe([1, 2, 3, 4, 5]);
        events.ShouldAllBe(e => e.Stream == stream);
        (await ReadVersion(stream)).ShouldBe(new StreamVersion(5));
    }

    [Theory]
    [InlineData(0, new long[] { 1, 2, 3, 4, 5 })]
    [InlineData(3, new long[] { 4, 5 })]
    [InlineData(5, new long[0])]
    [InlineData(9, new long[0])]
    public async Task A_read_can_start_behind_a_version(long after, long[] expected)
    {
        var stream = await StreamOfFive();

        (await Versions(stream, new StreamRange { After = new StreamVersion(after) })).ShouldBe(expected);
    }

    [Theory]
    [InlineData(0, new long[0])]
    [InlineData(2, new long[] { 1, 2 })]
    [InlineData(9, new long[] { 1, 2, 3, 4, 5 })]
    public async Task A_read_can_end_at_a_version(long until, long[] expected)
    {
        var stream = await StreamOfFive();

        (await Versions(stream, new StreamRange { Until = new StreamVersion(until) })).ShouldBe(expected);
    }

    [Fact]
    public async Task A_read_can_end_at_an_instant_that_belongs_to_it()
    {
        var stream = await StreamOfFive();
        var third = Given.Noon.AddMinutes(3);

        (await Versions(stream, new StreamRange { UntilTime = third })).ShouldBe([1, 2, 3]);
        (await Versions(stream, new StreamRange { UntilTime = third.AddMilliseconds(-1) })).ShouldBe([1, 2]);
        (await Versions(stream, new StreamRange { UntilTime = Given.Noon })).ShouldBeEmpty();
        (await Versions(stream, new StreamRange { UntilTime = Given.Noon.AddDays(1) })).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_tears_no_hole_into_a_read_up_to_an_instant()
    {
        var stream = NewStream();
        await Execute(
            Recorded(stream, 1, minute: 0),
            Recorded(stream, 2, minute: 5),
            Recorded(stream, 3, minute: 2),
            Recorded(stream, 4, minute: 6));

        (await Versions(stream, new StreamRange { UntilTime = Given.Noon.AddMinutes(3) })).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task All_limits_of_a_range_hold_together()
    {
        var stream = await StreamOfFive();
        var range = new StreamRange { After = new StreamVersion(1), Until = new StreamVersion(4), UntilTime = Given.Noon.AddMinutes(3) };

        (await Versions(stream, range)).ShouldBe([2, 3]);
    }

    private static WriteOperation.Append Recorded(StreamId stream, long version, int minute) =>
        new(Given.Event(stream, version) with { CreatedAt = Given.Noon.AddMinutes(minute) });

    private async Task<StreamId> StreamOfFive()
    {
        var stream = NewStream();
        await Execute([.. Enumerable.Range(1, 5).Select(version => Given.Append(stream, version))]);
        return stream;
    }

    private async Task<IEnumerable<long>> Versions(StreamId stream, StreamRange range) =>
        (await Read(s => s.ReadStream(stream, range))).Select(e => e.Version.Value);

    [Fact]
    public async Task The_last_event_of_a_stream_can_be_read_alone()
    {
        var stream = NewStream();
        (await Read(s => s.ReadLastEvent(stream))).ShouldBeNull();

        await Execute(Given.Append(stream, 1), Given.Append(NewStream(), 1), Given.Append(stream, 2));

        var last = (await Read(s => s.ReadLastEvent(stream)))!;
        var whole = await ReadStream(stream);
        (last.Stream, last.Version, last.Position).ShouldBe((stream, new StreamVersion(2), whole[1].Position));
        ShouldBeSameJson(last.Payload, whole[1].Payload);
    }
}
