using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

public abstract class SnapshotSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    [Fact]
    public async Task A_snapshot_is_read_back()
    {
        var stream = await StreamOf(3);
        (await Read(s => s.ReadSnapshot(stream, "account"))).ShouldBeNull();

        await Execute(Save(stream, 3, """{"name":"Größe 😀","balance":12.50}"""));

        var read = (await Read(s => s.ReadSnapshot(stream, "account")))!;
        (read.Stream, read.Aggregate, read.Version, read.SchemaVersion, read.CreatedAt).ShouldBe((stream, "account", new StreamVersion(3), 1, Given.Noon));
        ShouldBeSameJson(read.State, Given.Json("""{"name":"Größe 😀","balance":12.50}"""));
    }

    [Fact]
    public async Task A_newer_snapshot_takes_the_place_of_an_older_one_and_not_the_other_way_round()
    {
        var stream = await StreamOf(3);

        await Execute(Save(stream, 2));
        await Execute(Save(stream, 3));
        await Execute(Save(stream, 1));

        (await Read(s => s.ReadSnapshot(stream, "account")))!.Version.Value.ShouldBe(3);
    }

    [Fact]
    public async Task A_snapshot_of_another_schema_takes_the_place_of_any()
    {
        var stream = await StreamOf(3);

        await Execute(Save(stream, 3));
        await Execute(new WriteOperation.SaveSnapshot(Save(stream, 2).Snapshot with { SchemaVersion = 2 }));

        var read = (await Read(s => s.ReadSnapshot(stream, "account")))!;
        (read.Version.Value, read.SchemaVersion).ShouldBe((2, 2));
    }

    [Fact]
    public async Task Aggregates_and_tenants_have_snapshots_of_their_own()
    {
        var stream = await StreamOf(2);
        var theirs = stream with { Tenant = new TenantId(Guid.CreateVersion7()) };
        await Execute(Given.Append(theirs, 1));

        await Execute(Save(stream, 2), Save(theirs, 1), new WriteOperation.SaveSnapshot(Save(stream, 1).Snapshot with { Aggregate = "audit" }));

        (await Read(s => s.ReadSnapshot(stream, "account")))!.Version.Value.ShouldBe(2);
        (await Read(s => s.ReadSnapshot(stream, "audit")))!.Version.Value.ShouldBe(1);
        (await Read(s => s.ReadSnapshot(theirs, "account")))!.Version.Value.ShouldBe(1);
    }

    [Fact]
    public async Task A_snapshot_may_be_saved_in_the_batch_of_its_last_event()
    {
        var stream = await StreamOf(1);

        await Execute(Given.Append(stream, 2), Save(stream, 2));

        (await Read(s => s.ReadSnapshot(stream, "account")))!.Version.Value.ShouldBe(2);
    }

    [Fact]
    public async Task A_snapshot_of_what_is_not_in_the_log_is_not_kept()
    {
        var stream = await StreamOf(1);

        await Execute(Save(stream, 2));

        (await Read(s => s.ReadSnapshot(stream, "account"))).ShouldBeNull();
    }

    private static WriteOperation.SaveSnapshot Save(StreamId stream, long version, string state = "{}") =>
        new(new Snapshot(stream, "account", new StreamVersion(version), 1, Given.Json(state), Given.Noon));

    private async Task<StreamId> StreamOf(int events)
    {
        var stream = NewStream();
        await Execute([.. Enumerable.Range(1, events).Select(version => Given.Append(stream, version))]);
        return stream;
    }
}
