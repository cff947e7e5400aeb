using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

public abstract class AppendSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    [Fact]
    public async Task Everything_of_an_event_is_read_back()
    {
        var stream = NewStream();
        var written = Given.Event(stream, 1) with
        {
            SchemaVersion = 3,
            Payload = Given.Json("""{"title":"Größe 😀","nested":{"list":[1,2.50,null,true]},"empty":{}}"""),
            Metadata = Given.Json("""{"userId":"anna","headers":{"a":1}}"""),
            CreatedAt = new DateTimeOffset(2026, 7, 1, 23, 59, 59, 123, TimeSpan.Zero),
            CreatedBy = UserId.Anonymous,
        };

        var position = await Execute(new WriteOperation.Append(written));

        var read = (await ReadStream(stream)).ShouldHaveSingleItem();
        read.Position.ShouldBe(position!.Value);
        read.Stream.ShouldBe(stream);
        read.AggregateType.ShouldBe(written.AggregateType);
        read.Version.ShouldBe(written.Version);
        read.Type.ShouldBe(written.Type);
        read.SchemaVersion.ShouldBe(3);
        ShouldBeSameJson(read.Payload, written.Payload);
        ShouldBeSameJson(read.Metadata, written.Metadata);
        read.CreatedAt.ShouldBe(written.CreatedAt);
        read.CreatedAt.Offset.ShouldBe(TimeSpan.Zero);
        read.CreatedBy.ShouldBe(UserId.Anonymous);
    }

    [Fact]
    public async Task A_large_payload_is_read_back()
    {
        var stream = NewStream();
        var payload = Given.Json($$"""{"text":"{{new string('ß', 1_000_000)}}"}""");

        await Execute(new WriteOperation.Append(Given.Event(stream, 1) with { Payload = payload }));

        ShouldBeSameJson((await ReadStream(stream))[0].Payload, payload);
    }

    [Fact]
    public async Task An_append_at_a_stale_version_is_a_conflict()
    {
        var stream = NewStream();
        await Execute(Given.Append(stream, 1), Given.Append(stream, 2));

        await Should.ThrowAsync<StreamConflictException>(() => Execute(Given.Append(stream, 2)));
        await Should.ThrowAsync<StreamConflictException>(() => Execute(Given.Append(stream, 1)));

        (await ReadVersion(stream)).ShouldBe(new StreamVersion(2));
    }

    [Fact]
    public async Task An_append_that_would_leave_a_gap_is_a_conflict()
    {
        var stream = NewStream();
        await Execute(Given.Append(stream, 1));

        await Should.ThrowAsync<StreamConflictException>(() => Execute(Given.Append(stream, 3)));

        (await ReadVersion(stream)).ShouldBe(new StreamVersion(1));
    }

    [Fact]
    public async Task A_stream_starts_at_version_one_and_nowhere_else()
    {
        var stream = NewStream();

        await Should.ThrowAsync<StreamConflictException>(() => Execute(Given.Append(stream, 2)));
        await Should.ThrowAsync<StreamConflictException>(() => Execute(Given.Append(stream, 0)));
        await Should.ThrowAsync<StreamConflictException>(() => Execute(Given.Append(stream, -1)));

        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
    }

    [Fact]
    public async Task The_same_aggregate_under_two_tenants_is_two_streams()
    {
        var ours = NewStream();
        var theirs = ours with { Tenant = new TenantId(Guid.CreateVersion7()) };
        await Execute(Given.Append(ours, 1), Given.Append(ours, 2));

        await Should.ThrowAsync<StreamConflictException>(() => Execute(Given.Append(theirs, 3)));
        await Execute(Given.Append(theirs, 1));

        (await ReadVersion(ours)).ShouldBe(new StreamVersion(2));
        (await ReadVersion(theirs)).ShouldBe(new StreamVersion(1));
    }

    [Fact]
    public async Task A_batch_may_append_many_events_to_several_streams_in_turn()
    {
        var (one, two) = (NewStream(), NewStream());
        await Execute(Given.Append(two, 1));

        await Execute(Given.Append(one, 1), Given.Append(two, 2), Given.Append(one, 2), Given.Append(two, 3), Given.Append(one, 3));

        (await ReadStream(one)).Select(e => e.Version.Value).ShouldBe([1, 2, 3]);
        (await ReadStream(two)).Select(e => e.Version.Value).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_hundred_events_of_one_stream_fit_into_one_batch()
    {
        var stream = NewStream();

        await Execute([.. Enumerable.Range(1, 100).Select(version => Given.Append(stream, version))]);

        (await ReadStream(stream)).Select(e => e.Version.Value).ShouldBe(Enumerable.Range(1, 100).Select(v => (long)v));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    public async Task Versions_that_do_not_follow_each_other_undo_the_whole_batch(long first, long second)
    {
        var (good, bad) = (NewStream(), NewStream());

        await Should.ThrowAsync<StreamConflictException>(
            () => Execute(Given.Append(good, 1), Given.Append(bad, first), Given.Append(bad, second)));

        (await ReadVersion(good)).ShouldBe(StreamVersion.None);
        (await ReadVersion(bad)).ShouldBe(StreamVersion.None);
    }

    [Fact]
    public async Task A_batch_answers_the_position_of_its_last_event()
    {
        var stream = NewStream();

        var position = await Execute(Given.Append(stream, 1), Given.Append(stream, 2));

        var events = await ReadStream(stream);
        position.ShouldBe(events[1].Position);
        events[1].Position.Value.ShouldBeGreaterThan(events[0].Position.Value);
        events[0].Position.Value.ShouldBeGreaterThan(EventPosition.Start.Value);
    }

    [Fact]
    public async Task A_batch_without_events_has_no_position()
    {
        (await Execute()).ShouldBeNull();
        (await Execute(new WriteOperation.RecordAnswer(Given.Answer(Given.Request(Tenant, "no-events"))))).ShouldBeNull();
    }

    [Fact]
    public async Task A_repeated_idempotency_key_is_refused()
    {
        var (one, two) = (NewStream(), NewStream());
        await Execute(Given.Append(one, 1, "once"));

        await Should.ThrowAsync<DuplicateEventException>(() => Execute(Given.Append(two, 1, "once")));
        await Should.ThrowAsync<DuplicateEventException>(() => Execute(Given.Append(one, 2, "once")));

        (await ReadVersion(one)).ShouldBe(new StreamVersion(1));
        (await ReadVersion(two)).ShouldBe(StreamVersion.None);
    }

    [Fact]
    public async Task A_repeated_idempotency_key_says_more_than_the_taken_version_that_comes_with_it()
    {
        var stream = NewStream();
        await Execute(Given.Append(stream, 1, "once"));

        await Should.ThrowAsync<DuplicateEventException>(() => Execute(Given.Append(stream, 1, "once")));
    }

    [Fact]
    public async Task An_idempotency_key_repeated_inside_a_batch_undoes_the_batch()
    {
        var stream = NewStream();

        await Should.ThrowAsync<DuplicateEventException>(
            () => Execute(Given.Append(stream, 1, "twice"), Given.Append(stream, 2, "twice")));

        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
    }

    [Fact]
    public async Task Another_tenant_may_use_the_same_idempotency_key()
    {
        var theirs = new StreamId(new TenantId(Guid.CreateVersion7()), Guid.CreateVersion7());
        await Execute(Given.Append(NewStream(), 1, "shared"));

        await Execute(Given.Append(theirs, 1, "shared"));

        (await ReadVersion(theirs)).ShouldBe(new StreamVersion(1));
    }

    [Fact]
    public async Task A_refused_append_does_not_use_its_key_up()
    {
        var stream = NewStream();
        await Should.ThrowAsync<StreamConflictException>(() => Execute(Given.Append(stream, 2, "kept")));

        await Execute(Given.Append(stream, 1, "kept"));

        (await ReadVersion(stream)).ShouldBe(new StreamVersion(1));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("{broken")]
    public async Task What_is_not_a_json_object_is_refused_as_payload_and_as_metadata(string json)
    {
        var stream = NewStream();
        var sound = Given.Event(stream, 1);

        var payload = await Should.ThrowAsync<Exception>(() => Execute(new WriteOperation.Append(sound with { Payload = Given.Json(json) })));
        var metadata = await Should.ThrowAsync<Exception>(() => Execute(new WriteOperation.Append(sound with { Metadata = Given.Json(json) })));

        // A defect of the caller: doing the same again cannot help, so it is none of the outcomes that callers handle.
        payload.ShouldNotBeAssignableTo<StoreException>();
        metadata.ShouldNotBeAssignableTo<StoreException>();
        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
    }

    [Theory]
    [InlineData("payload")]
    [InlineData("metadata")]
    public async Task The_database_itself_refuses_what_is_not_a_json_object(string column)
    {
        await Execute(Given.Append(NewStream(), 1));

        await Fixture.Database.RunSql($$"""UPDATE kumiko_events SET {{column}} = '{"a":1}'""");
        await Should.ThrowAsync<Exception>(() => Fixture.Database.RunSql($"UPDATE kumiko_events SET {column} = '[1]'"));
    }
}
