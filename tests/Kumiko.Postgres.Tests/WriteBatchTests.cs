using Kumiko.Storage;
using static Kumiko.Postgres.Tests.Samples;

namespace Kumiko.Postgres.Tests;

public class WriteBatchTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Operations_take_effect_in_their_order_although_inserts_are_joined()
    {
        await using var test = await postgres.NewStore(Things);
        var (a, b, c) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await test.Execute(
            Insert(a, "first"), Append(a), Insert(b, "second"), SetTitle(a, "renamed"), Append(b), Insert(c, "first"), Append(c),
            new WriteOperation.DeleteRow(Things, Tenant, b));
        (await test.Rows(Things)).Select(r => (r[1], r[2])).ShouldBe([(a, "renamed"), (c, "first")], ignoreOrder: true);
    }

    [Fact]
    public async Task Joined_inserts_keep_what_differs_between_the_rows()
    {
        await using var test = await postgres.NewStore(Things);
        var (a, b) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await test.Execute(Insert(a, null, 1.5m), Insert(b, "b", null), Insert(TenantId.System, a, "a", 1.5m));
        (await test.Rows(Things)).OrderBy(r => r[2]).Select(r => (r[0], r[1], r[2], r[3])).ShouldBe(
        [
            (Tenant.Value, a, null, 1.5m),
            (TenantId.System.Value, a, "a", 1.5m),
            (Tenant.Value, b, "b", null),
        ]);
    }

    [Fact]
    public async Task Joined_inserts_of_one_id_under_two_tenants_are_two_rows()
    {
        await using var test = await postgres.NewStore(Things);
        var id = Guid.CreateVersion7();
        await test.Execute(Insert(Tenant, id, "same"), Insert(TenantId.System, id, "same"));
        (await test.Rows(Things)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Joined_appends_keep_their_order_and_what_differs_between_the_events()
    {
        await using var test = await postgres.NewStore();
        var (a, b) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await test.Execute(Append(a));
        var last = await test.Execute(Append(b), Append(a, 2, "thing.renamed"), Append(b, 2, "thing.sold"), Append(a, 3, "thing.sold"));

        await using var session = test.Store.NewSession();
        var log = await session.ReadLog(new LogQuery());
        log.Select(e => (e.Stream.Aggregate, e.Version.Value, e.Type)).ShouldBe(
        [
            (a, 1, "thing.created"), (b, 1, "thing.created"), (a, 2, "thing.renamed"), (b, 2, "thing.sold"), (a, 3, "thing.sold"),
        ]);
        log[^1].Position.ShouldBe(last!.Value);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    [InlineData(0)]
    public async Task A_joined_append_at_another_version_than_the_streams_next_is_a_conflict(long version)
    {
        await using var test = await postgres.NewStore();
        var (a, b) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await test.Execute(Append(a));
        await Should.ThrowAsync<StreamConflictException>(() => test.Execute(Append(b), Append(a, version)));

        await using var session = test.Store.NewSession();
        (await session.ReadStreamVersion(new StreamId(Tenant, b))).ShouldBe(StreamVersion.None);
    }

    [Fact]
    public async Task A_change_of_a_missing_row_takes_the_whole_batch_back()
    {
        await using var test = await postgres.NewStore(Things);
        var id = Guid.CreateVersion7();
        await Should.ThrowAsync<InvalidOperationException>(() => test.Execute(Append(id), SetTitle(id, "ghost")));
        await Should.ThrowAsync<InvalidOperationException>(() => test.Execute(Append(id), new WriteOperation.DeleteRow(Things, Tenant, id)));

        await using var session = test.Store.NewSession();
        (await session.ReadStreamVersion(new StreamId(Tenant, id))).ShouldBe(StreamVersion.None);
    }
}
