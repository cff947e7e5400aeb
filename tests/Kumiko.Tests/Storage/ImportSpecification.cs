using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

public abstract class ImportSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    [Fact]
    public async Task Everything_of_an_imported_event_is_read_back()
    {
        var stream = NewStream();
        var written = Given.Event(stream, 1, "imported") with
        {
            SchemaVersion = 3,
            Payload = Given.Json("""{"title":"Größe 😀","list":[1,2.50,null]}"""),
            Metadata = Given.Json("""{"userId":"anna"}"""),
            CreatedAt = new DateTimeOffset(2019, 7, 1, 23, 59, 59, 123, TimeSpan.FromHours(2)),
        };

        await Import(written, Given.Event(stream, 2));

        var events = await ReadStream(stream);
        var read = events[0];
        (read.Stream, read.AggregateType, read.Version, read.Type, read.SchemaVersion, read.CreatedAt, read.CreatedBy)
            .ShouldBe((stream, written.AggregateType, written.Version, written.Type, 3, written.CreatedAt, written.CreatedBy));
        read.CreatedAt.Offset.ShouldBe(TimeSpan.Zero);
        ShouldBeSameJson(read.Payload, written.Payload);
        ShouldBeSameJson(read.Metadata, written.Metadata);
        events.Count.ShouldBe(2);
        await Should.ThrowAsync<DuplicateEventException>(() => Execute(Given.Append(NewStream(), 1, "imported")));
    }

    [Fact]
    public async Task Imported_events_take_positions_in_their_order_and_streams_go_on_behind_them()
    {
        var (one, two) = (NewStream(), NewStream());
        await Execute(Given.Append(two, 1));
        await using var reader = Store.OpenLog(EventPosition.Start);
        await reader.SkipToEnd();

        await Import(Given.Event(one, 1), Given.Event(two, 2), Given.Event(one, 2), Given.Event(two, 3));
        await Execute(Given.Append(one, 3), Given.Append(two, 4));

        (await reader.Read(10)).Select(e => (e.Stream, e.Version.Value)).ShouldBe([(one, 1), (two, 2), (one, 2), (two, 3), (one, 3), (two, 4)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_import_at_another_version_than_the_streams_next_is_a_conflict(long version)
    {
        var (taken, other) = (NewStream(), NewStream());
        await Execute(Given.Append(taken, 1));

        await Should.ThrowAsync<StreamConflictException>(() => Import(Given.Event(other, 1), Given.Event(taken, version)));

        (await ReadVersion(taken)).ShouldBe(new StreamVersion(1));
        (await ReadVersion(other)).ShouldBe(StreamVersion.None);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(2, 1)]
    [InlineData(2, 3)]
    public async Task Imported_versions_that_do_not_follow_each_other_are_a_conflict(long first, long second)
    {
        var stream = NewStream();

        await Should.ThrowAsync<StreamConflictException>(() => Import(Given.Event(stream, first), Given.Event(stream, second)));

        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
    }

    [Fact]
    public async Task An_import_that_repeats_an_idempotency_key_is_refused()
    {
        var stream = NewStream();
        await Execute(Given.Append(NewStream(), 1, "used"));

        await Should.ThrowAsync<DuplicateEventException>(() => Import(Given.Event(stream, 1, "used")));
        await Should.ThrowAsync<DuplicateEventException>(() => Import(Given.Event(stream, 1, "new"), Given.Event(stream, 2, "new")));

        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
    }

    [Fact]
    public async Task An_import_needs_an_open_transaction()
    {
        await using var session = Store.NewSession();
        await Should.ThrowAsync<InvalidOperationException>(() => session.ImportEvents([Given.Event(NewStream(), 1)]));
    }

    [Fact]
    public async Task A_failed_import_spoils_its_transaction()
    {
        var stream = NewStream();
        await using var session = Store.NewSession();
        await session.Begin();
        await Should.ThrowAsync<StreamConflictException>(() => session.ImportEvents([Given.Event(stream, 2)]));

        await Should.ThrowAsync<InvalidOperationException>(() => session.Execute([Given.Append(stream, 1)]));
        await Should.ThrowAsync<InvalidOperationException>(() => session.Commit());
        await session.Rollback();

        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
    }

    [Fact]
    public async Task An_import_and_other_writes_of_its_transaction_are_committed_together_or_not_at_all()
    {
        var (one, two) = (NewStream(), NewStream());
        await using (var session = Store.NewSession())
        {
            await session.Begin();
            await session.Execute([Given.Append(one, 1)]);
            await session.ImportEvents([]);
            await session.ImportEvents([Given.Event(one, 2), Given.Event(two, 1)]);
            await session.Execute([Given.Append(two, 2)]);
            await session.Rollback();
        }

        (await ReadVersion(one)).ShouldBe(StreamVersion.None);
        await Import([Given.Event(one, 1), Given.Event(two, 1), Given.Event(two, 2)]);
        (await ReadVersion(two)).ShouldBe(new StreamVersion(2));
    }

    [Fact]
    public async Task An_import_wakes_listeners_when_it_is_committed()
    {
        await using var listener = await Store.Listen();

        await Import(Given.Event(NewStream(), 1));

        await listener.Wait().WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Of_imports_and_appends_that_meet_in_a_stream_one_wins()
    {
        var streams = Enumerable.Range(0, 20).Select(_ => NewStream()).ToList();
        var imports = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Won(() => Import([.. streams.Select(s => Given.Event(s, 1))]))));
        var appends = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Won(() => Execute([.. streams.Select(s => Given.Append(s, 1))]))));

        (await Task.WhenAll(imports.Concat(appends))).Count(won => won).ShouldBe(1);

        foreach (var stream in streams)
        {
            (await ReadVersion(stream)).ShouldBe(new StreamVersion(1));
        }
    }

    private static async Task<bool> Won(Func<Task> write)
    {
        while (true)
        {
            try
            {
                await write();
                return true;
            }
            catch (StreamConflictException)
            {
                return false;
            }
            catch (TransientStoreException)
            {
                // A deadlock: the same again.
            }
        }
    }
}
