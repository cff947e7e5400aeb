using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

public abstract class ArchiveSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    [Fact]
    public async Task An_archived_stream_refuses_new_events()
    {
        var stream = await Archived();

        await Should.ThrowAsync<StreamConflictException>(() => Execute(Given.Append(stream, 3)));
        await Should.ThrowAsync<StreamConflictException>(() => Execute(Given.Append(stream, 3), Given.Append(stream, 4)));
        await Should.ThrowAsync<StreamConflictException>(() => Execute(Given.Append(NewStream(), 1), Given.Append(stream, 3)));
        await Should.ThrowAsync<StreamConflictException>(() => Execute(Archive(stream, 3)));

        (await ReadVersion(stream)).ShouldBe(new StreamVersion(2));
    }

    [Fact]
    public async Task A_restored_stream_takes_events_again()
    {
        var stream = await Archived();

        await Execute(Restore(stream, 3));
        await Execute(Given.Append(stream, 4));

        (await ReadVersion(stream)).ShouldBe(new StreamVersion(4));
    }

    [Fact]
    public async Task Restoring_and_going_on_may_be_one_batch()
    {
        var stream = await Archived();

        await Execute(Restore(stream, 3), Given.Append(stream, 4), Given.Append(NewStream(), 1));

        (await ReadVersion(stream)).ShouldBe(new StreamVersion(4));
    }

    [Fact]
    public async Task An_event_behind_an_archiving_in_the_same_batch_undoes_the_batch()
    {
        var (stream, other) = (NewStream(), NewStream());

        await Should.ThrowAsync<StreamConflictException>(
            () => Execute(Given.Append(other, 1), Given.Append(stream, 1), Archive(stream, 2), Given.Append(stream, 3)));

        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
        (await ReadVersion(other)).ShouldBe(StreamVersion.None);
    }

    [Fact]
    public async Task Archiving_and_restoring_may_be_one_batch()
    {
        var stream = NewStream();

        await Execute(Given.Append(stream, 1), Archive(stream, 2), Restore(stream, 3), Given.Append(stream, 4));

        (await ReadVersion(stream)).ShouldBe(new StreamVersion(4));
    }

    [Fact]
    public async Task The_archived_stream_of_one_tenant_does_not_close_that_of_another()
    {
        var stream = await Archived();
        var theirs = stream with { Tenant = new TenantId(Guid.CreateVersion7()) };

        await Execute(Given.Append(theirs, 1), Given.Append(theirs, 2));
        await Execute(Given.Append(theirs, 3));

        (await ReadVersion(theirs)).ShouldBe(new StreamVersion(3));
    }

    [Fact]
    public async Task An_archived_stream_refuses_imported_events()
    {
        var stream = await Archived();

        await Should.ThrowAsync<StreamConflictException>(() => Import(Given.Event(stream, 3)));
        await Should.ThrowAsync<StreamConflictException>(() => Import(Restore(stream, 3).Event, Archive(stream, 4).Event, Given.Event(stream, 5)));
        await Import(Restore(stream, 3).Event, Given.Event(stream, 4));

        (await ReadVersion(stream)).ShouldBe(new StreamVersion(4));
    }

    private static WriteOperation.Append Archive(StreamId stream, long version) => new(Given.Event(stream, version) with { Type = SystemEvents.Archived });

    private static WriteOperation.Append Restore(StreamId stream, long version) => new(Given.Event(stream, version) with { Type = SystemEvents.Restored });

    private async Task<StreamId> Archived()
    {
        var stream = NewStream();
        await Execute(Given.Append(stream, 1));
        await Execute(Archive(stream, 2));
        return stream;
    }
}
