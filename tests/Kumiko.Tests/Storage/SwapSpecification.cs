using System.Collections.Concurrent;
using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

/// <summary>A shadow table takes the place of the live one, under the eyes of readers and writers.</summary>
public abstract class SwapSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_shadow_becomes_the_live_table_and_the_live_one_the_old()
    {
        var (live, shadow, old) = await NewTables();
        var (before, after) = (Given.Ticket(Tenant, Guid.CreateVersion7(), "before"), Given.Ticket(Tenant, Guid.CreateVersion7(), "after"));
        await Execute(Given.Insert(live, before), Given.Insert(shadow, after));

        await Swap(live, shadow, old);

        (await All(live)).ShouldBe([after]);
        (await All(old)).ShouldBe([before]);
        (await Store.CompareSchema([live, old])).ShouldBeEmpty();
        (await Store.CompareSchema([shadow])).ShouldHaveSingleItem().Kind.ShouldBe(SchemaDifferenceKind.MissingTable);
    }

    [Fact]
    public async Task Unique_indexes_go_on_under_their_declared_names()
    {
        var (live, shadow, old) = await NewTables();
        await Swap(live, shadow, old);
        var row = Given.Ticket(Tenant, Guid.CreateVersion7(), "a", 1);
        await Execute(Given.Insert(live, row));

        (await Refusal(live, Given.Ticket(Tenant, Guid.CreateVersion7(), "b", 1))).ShouldBe((live.Name, $"{live.Name}_number"));
        (await Refusal(live, Given.Ticket(Tenant, Guid.CreateVersion7(), "a", 2))).ShouldBe((live.Name, $"{live.Name}_title"));
        var repeated = Given.Ticket(Tenant, (Guid)row[1]!, "c", 3);
        (await Refusal(live, repeated)).ShouldBe((live.Name, $"{live.Name}_pkey"));
        await Execute(Given.Insert(old, row));
        (await Refusal(old, repeated)).ShouldBe((old.Name, $"{old.Name}_pkey"));
    }

    [Fact]
    public async Task The_names_can_be_used_again_while_an_old_table_is_kept_and_after_it_is_gone()
    {
        var (live, shadow, old) = await NewTables();
        for (var round = 0; round < 4; round++)
        {
            var kept = old.Renamed($"{old.Name}_{round}");
            if (round > 0)
            {
                await Store.CreateMissingTables([live, shadow]);
                (await Store.CompareSchema([live, shadow])).ShouldBeEmpty();
            }

            await Execute(Given.Insert(shadow, Given.Ticket(Tenant, Guid.CreateVersion7(), $"round {round}")));
            await Swap(live, shadow, kept);

            (await Store.CompareSchema([live, kept])).ShouldBeEmpty();
            (await All(live)).ShouldHaveSingleItem()[2].ShouldBe($"round {round}");
            if (round == 2)
            {
                await Store.DropTable(kept);
            }
        }

        await Store.CreateMissingTables([live]);
        (await Store.CompareSchema([live, old.Renamed($"{old.Name}_0"), old.Renamed($"{old.Name}_1"), old.Renamed($"{old.Name}_3")])).ShouldBeEmpty();
        (await Refusal(live, Given.Ticket(Tenant, Guid.CreateVersion7(), "round 3"))).ShouldBe((live.Name, $"{live.Name}_title"));
    }

    [Fact]
    public async Task Long_names_are_swapped_too()
    {
        var name = $"{NewTableName()}_{new string('x', 60)}"[..60];
        var live = await Create(Given.Tickets("t").Renamed(name));
        var (shadow, old) = (live.Renamed($"{name}_n"), live.Renamed($"{name}_o"));
        await Store.CreateMissingTables([shadow]);

        await Swap(live, shadow, old);
        await Store.CreateMissingTables([shadow]);
        await Store.DropTable(old);
        await Swap(live, shadow, old);

        (await Store.CompareSchema([live, old])).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_index_of_the_live_table_does_not_stop_the_swap_and_is_there_afterwards()
    {
        var name = NewTableName();
        var complete = Given.Tickets(name);
        await Create(new Table(name, complete.Columns, [.. complete.Indexes.Skip(1)]));
        var (shadow, old) = (complete.Renamed($"{name}_new"), complete.Renamed($"{name}_old"));
        await Store.CreateMissingTables([shadow]);

        await Swap(complete, shadow, old);

        (await Store.CompareSchema([complete])).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_swap_that_is_rolled_back_did_not_happen()
    {
        var (live, shadow, old) = await NewTables();
        var before = Given.Ticket(Tenant, Guid.CreateVersion7(), "before");
        await Execute(Given.Insert(live, before));
        await using (var session = Store.NewSession())
        {
            await session.Begin();
            await session.LockTable(live, Patience);
            await session.SwapTables(live, shadow, old, Patience);
            (await session.ReadRow(live, new TenantScope.Own(Tenant), (Guid)before[1]!)).ShouldBeNull();
            await session.Rollback();
        }

        (await All(live)).ShouldBe([before]);
        (await Store.CompareSchema([live, shadow])).ShouldBeEmpty();
        (await Store.CompareSchema([old])).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Of_one_tenant_only_the_rows_are_swapped()
    {
        var (live, shadow, old) = await NewTables();
        await Store.CreateMissingTables([old]);
        var stranger = new TenantId(Guid.CreateVersion7());
        var (before, after) = (Given.Ticket(Tenant, Guid.CreateVersion7(), "same", 1), Given.Ticket(Tenant, Guid.CreateVersion7(), "same", 1));
        var theirs = Given.Ticket(stranger, Guid.CreateVersion7(), "theirs");
        await Execute(
            Given.Insert(live, before), Given.Insert(live, theirs),
            Given.Insert(shadow, after), Given.Insert(shadow, Given.Ticket(stranger, Guid.CreateVersion7(), "unwanted")));

        await using (var session = Store.NewSession())
        {
            await session.Begin();
            await session.LockTable(live, Patience);
            await session.SwapRows(live, shadow, old, Tenant);
            await session.Commit();
        }

        (await All(live)).OrderBy(r => r[2]).ShouldBe([after, theirs]);
        (await All(old)).ShouldBe([before]);
        (await Store.CompareSchema([live, shadow, old])).ShouldBeEmpty();
    }

    [Fact]
    public async Task Writers_and_readers_go_on_while_tables_are_swapped_and_no_row_is_lost()
    {
        const int Writers = 6, Swaps = 20;
        var (live, shadow, old) = await NewTables();
        using var done = new CancellationTokenSource();
        var written = new ConcurrentDictionary<Guid, long>();

        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; !done.IsCancellationRequested; i++)
            {
                var id = Guid.CreateVersion7();
                await Execute(Given.Append(new StreamId(Tenant, id), 1), Given.Insert(live, Given.Ticket(Tenant, id, $"{writer}/{i}")));
                await Execute(new WriteOperation.UpdateRow(live, Tenant, id, [live.Ordinal("order")], [(long)i]));
                await Execute(new WriteOperation.UpsertRow(live, Given.Ticket(Tenant, id, order: 1), [], [live.Ordinal("order")]));
                written[id] = i + 1;
            }
        })).ToArray();
        var reader = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                // What was written before must be seen, whichever table is live by then.
                var expected = written.Count;
                (await CountRows(new RowQuery { Table = live, Scope = new TenantScope.Own(Tenant) })).ShouldBeGreaterThanOrEqualTo(expected);
                if (written.Keys.FirstOrDefault() is var some && some != Guid.Empty)
                {
                    (await ReadRow(live, some)).ShouldNotBeNull();
                    (await Read(s => s.ReadRows(live, [(Tenant, some)]))).ShouldHaveSingleItem();
                }
            }
        });

        for (var swap = 0; swap < Swaps; swap++)
        {
            var enough = written.Count + 20;
            await Until(() => written.Count >= enough || writers.Any(w => w.IsFaulted) || reader.IsFaulted);
            await using (var session = Store.NewSession())
            {
                await session.Begin();
                await session.LockTable(live, Patience);
                await session.InsertRows(shadow, [.. await session.ReadRows(new RowQuery { Table = live, Scope = new TenantScope.Own(Tenant) })]);
                await session.SwapTables(live, shadow, old, Patience);
                await session.Commit();
            }

            await Store.DropTable(old);
            await Store.CreateMissingTables([shadow]);
        }

        await done.CancelAsync();
        await Task.WhenAll([.. writers, reader]);
        (await All(live)).ToDictionary(r => (Guid)r[1]!, r => (long)r[live.Ordinal("order")]!).ShouldBe(written, ignoreOrder: true);
        (await Store.CompareSchema([live, shadow])).ShouldBeEmpty();
    }

    private static async Task Until(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isSo())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task<(Table Live, Table Shadow, Table Old)> NewTables()
    {
        var live = Given.Tickets(NewTableName());
        var (shadow, old) = (live.Renamed($"{live.Name}_rebuild"), live.Renamed($"{live.Name}_old"));
        await Store.CreateMissingTables([live, shadow]);
        return (live, shadow, old);
    }

    private async Task Swap(Table live, Table shadow, Table old)
    {
        await using var session = Store.NewSession();
        await session.Begin();
        await session.LockTable(live, Patience);
        await session.SwapTables(live, shadow, old, Patience);
        await session.Commit();
    }

    private async Task<(string, string?)> Refusal(Table table, object?[] row)
    {
        var refused = await Should.ThrowAsync<UniqueIndexException>(() => Execute(Given.Insert(table, row)));
        return (refused.Table, refused.Index);
    }

    private Task<IReadOnlyList<object?[]>> All(Table table) =>
        ReadRows(new RowQuery { Table = table, Scope = new TenantScope.All("The test looks at everything.") });
}
