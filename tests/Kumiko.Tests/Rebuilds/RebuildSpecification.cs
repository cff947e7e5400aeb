using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Dispatch;
using Kumiko.Tests.Projections;

namespace Kumiko.Tests.Rebuilds;

public abstract class RebuildSpecification(DatabaseSource source) : RebuildTests(source)
{
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_rebuilt_table_has_the_rows_that_the_live_one_had(string projection)
    {
        var app = await StartWithAccounts();
        var before = await AllRows(app, TableOf(app, projection));

        var result = await app.Rebuilds.Rebuild(projection, new RebuildOptions { PageSize = 17 });

        (await AllRows(app, TableOf(app, projection))).ShouldBe(before, new RowComparer());
        result.Events.ShouldBeGreaterThan(0);
        before.ShouldNotBeEmpty();
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_comparison_finds_a_row_that_says_something_else_and_a_rebuild_mends_it(string projection)
    {
        var app = await StartWithAccounts();
        await Corrupt(app, TableOf(app, projection), TestTenants.First);

        var found = await app.Rebuilds.Verify(projection);
        await app.Rebuilds.Rebuild(projection);

        found.IsSame.ShouldBeFalse();
        var difference = found.Differences.ShouldHaveSingleItem();
        difference.Column.ShouldBe("balance");
        difference.Live.ShouldBe("4711");
        difference.Tenant.ShouldBe(TestTenants.First);
        (await app.Rebuilds.Verify(projection)).IsSame.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task One_tenants_rows_are_derived_without_touching_the_others(string projection)
    {
        var app = await StartWithAccounts();
        await Corrupt(app, TableOf(app, projection), TestTenants.First);
        await Corrupt(app, TableOf(app, projection), TestTenants.Second);

        await app.Rebuilds.Rebuild(projection, new RebuildOptions { Tenant = TestTenants.First });

        (await app.Rebuilds.Verify(projection, TestTenants.First)).IsSame.ShouldBeTrue();
        (await app.Rebuilds.Verify(projection, TestTenants.Second)).DifferentRows.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_consumer_did_beside_its_rows_is_not_done_again()
    {
        var app = await StartWithAccounts();
        var sightings = await CountOf(app, "totals:event:account-seen");

        await app.Rebuilds.Rebuild(TotalsFeature.Projection);
        await app.DrainConsumers();

        (await CountOf(app, "totals:event:account-seen")).ShouldBe(sightings);
        sightings.ShouldBe(120);
    }

    [Fact]
    public async Task What_a_consumer_has_not_reached_is_left_to_it()
    {
        var app = await StartWithAccounts();
        var sightings = await CountOf(app, "totals:event:account-seen");
        await app.As().Create(new Account { Owner = "late", Balance = 1 });

        await app.Rebuilds.Rebuild(TotalsFeature.Projection);
        (await Rows<OwnerTotal>(app)).ShouldNotContain(t => t.Owner == "late");
        await app.DrainConsumers();

        (await CountOf(app, "totals:event:account-seen")).ShouldBe(sightings + 1);
        (await Rows<OwnerTotal>(app)).Single(t => t.Owner == "late").Accounts.ShouldBe(1);
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_rebuild_that_was_stopped_goes_on_where_it_was(string projection)
    {
        var app = await StartWithAccounts();
        await Corrupt(app, TableOf(app, projection), TestTenants.First);
        using var stop = new CancellationTokenSource();
        var stopping = new RebuildOptions { PageSize = 10, Progress = new Listener(p => Stop(stop, p.Done >= 50)) };
        await Should.ThrowAsync<OperationCanceledException>(() => app.Rebuilds.Rebuild(projection, stopping, stop.Token));
        var left = (await app.Rebuilds.Progress()).Single(p => p.Projection == projection);
        var first = long.MaxValue;

        var result = await app.Rebuilds.Rebuild(projection, new RebuildOptions { PageSize = 10, Progress = new Listener(p => first = Math.Min(first, p.Done)) });

        left.Phase.ShouldBe(RebuildPhase.Filling);
        left.Done.ShouldBeGreaterThanOrEqualTo(50);
        first.ShouldBeGreaterThan(left.Done);
        result.Events.ShouldBeGreaterThan(left.Done);
        (await app.Rebuilds.Verify(projection)).IsSame.ShouldBeTrue();
    }

    [Fact]
    public async Task An_interrupted_rebuild_can_be_told_to_start_over()
    {
        var app = await StartWithAccounts();
        using var stop = new CancellationTokenSource();
        var stopping = new RebuildOptions { PageSize = 10, Progress = new Listener(p => Stop(stop, p.Done >= 50)) };
        await Should.ThrowAsync<OperationCanceledException>(() => app.Rebuilds.Rebuild(Accounts, stopping, stop.Token));
        var first = long.MaxValue;

        await app.Rebuilds.Rebuild(Accounts, new RebuildOptions { PageSize = 10, StartOver = true, Progress = new Listener(p => first = Math.Min(first, p.Done)) });

        first.ShouldBe(10);
        (await app.Rebuilds.Verify(Accounts)).IsSame.ShouldBeTrue();
    }

    [Fact]
    public async Task Progress_tells_how_much_is_done_and_how_long_it_may_take()
    {
        var app = await StartWithAccounts();
        var heard = new List<RebuildProgress>();

        await app.Rebuilds.Rebuild(Accounts, new RebuildOptions { PageSize = 20, Progress = new Listener(heard.Add) });

        heard.Select(p => p.Done).ShouldBeInOrder();
        heard[0].Total.ShouldBe(heard[^1].Done);
        heard.Where(p => p.Phase == RebuildPhase.Filling && p.Done > 0).ShouldAllBe(p => p.Rate > 0 && p.Remaining != null);
        heard[^1].Phase.ShouldBe(RebuildPhase.Done);
        (await app.Rebuilds.Progress()).ShouldHaveSingleItem().OldTable.ShouldBe("read_accounts__old");
    }

    [Fact]
    public async Task The_replaced_table_stays_until_it_is_dropped()
    {
        var app = await StartWithAccounts();
        var table = TableOf(app, Accounts);
        await Corrupt(app, table, TestTenants.First);
        var before = await AllRows(app, table);
        await app.Rebuilds.Rebuild(Accounts);

        (await AllRows(app, table.Renamed(table.Name + "__old"))).ShouldBe(before, new RowComparer());

        await app.Rebuilds.DropOldTable(Accounts);
        (await app.Rebuilds.Progress()).ShouldBeEmpty();
        (await app.Store.CompareSchema([table.Renamed(table.Name + "__old")])).ShouldContain(d => d.Kind == SchemaDifferenceKind.MissingTable);
    }

    [Fact]
    public async Task A_table_can_be_rebuilt_again_and_again()
    {
        var app = await StartWithAccounts(20);
        for (var i = 0; i < 4; i++)
        {
            await app.Rebuilds.Rebuild(Accounts);
            await app.Rebuilds.Rebuild(OwnerSums, new RebuildOptions { Tenant = TestTenants.First });
        }

        (await app.Store.CompareSchema([.. app.Registry.Tables])).ShouldBeEmpty();
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_projection_whose_handler_fails_keeps_its_live_rows_and_says_why()
    {
        var app = await StartAll();
        await app.As().Create(new Memo { Text = "good" });
        Reports.OnMemo = _ => throw new InvalidOperationException("cannot count today");

        await Should.ThrowAsync<ProjectionException>(() => app.Rebuilds.Rebuild("reports:projection:memo-count"));

        var state = (await app.Rebuilds.Progress()).ShouldHaveSingleItem();
        state.Phase.ShouldBe(RebuildPhase.Failed);
        state.Error.ShouldNotBeNull();
        (await Rows<MemoCount>(app)).ShouldHaveSingleItem().Count.ShouldBe(1);
        Reports.OnMemo = null;
        await app.Rebuilds.Rebuild("reports:projection:memo-count");
        (await Rows<MemoCount>(app)).ShouldHaveSingleItem().Count.ShouldBe(1);
    }

    [Fact]
    public async Task One_projection_is_rebuilt_once_at_a_time()
    {
        var app = await StartWithAccounts(20);
        Exception? second = null;
        var options = new RebuildOptions
        {
            PageSize = 10,
            Progress = new Listener(p => second ??= p.Done > 0 ? Record.Exception(() => app.Rebuilds.Rebuild(Accounts).GetAwaiter().GetResult()) : null),
        };

        await app.Rebuilds.Rebuild(Accounts, options);

        second.ShouldBeOfType<ConflictException>().Reason.ShouldBe("rebuild_running");
    }

    [Fact]
    public async Task A_rebuild_ends_although_as_much_is_written_as_it_reads()
    {
        const int page = 10;
        const int most = 40;
        var app = await StartWithAccounts(2 * page);
        var pages = 0;
        var options = new RebuildOptions
        {
            PageSize = page,
            Progress = new Listener(p =>
            {
                // For every page that is read another one is written; a rebuild that waited for an end of that would never come to it.
                if (p.Phase == RebuildPhase.Filling && p.Done > 0 && pages++ < most)
                {
                    for (var i = 0; i < page; i++)
                    {
                        app.As().Create(new Account { Owner = "busy", Balance = i }).GetAwaiter().GetResult();
                    }
                }
            }),
        };

        await app.Rebuilds.Rebuild(Accounts, options);

        pages.ShouldBeInRange(1, most - 1);
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_has_no_table_cannot_be_rebuilt()
    {
        var app = await StartAll();

        await Should.ThrowAsync<NotFoundException>(() => app.Rebuilds.Rebuild("reports:projection:nothing"));
        await Should.ThrowAsync<NotFoundException>(() => app.Rebuilds.Verify("reports:projection:nothing"));
    }

    private static void Stop(CancellationTokenSource stop, bool isTime)
    {
        if (isTime)
        {
            stop.Cancel();
        }
    }

    private static async Task<long> CountOf(TestApp app, string type)
    {
        await using var session = app.Store.NewSession();
        return await session.CountLog(new LogQuery { Types = [type] });
    }

    private sealed class Listener(Action<RebuildProgress> hear) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => hear(value);
    }

    private sealed class RowComparer : IEqualityComparer<object?[]>
    {
        public bool Equals(object?[]? x, object?[]? y) => x!.SequenceEqual(y!);

        public int GetHashCode(object?[] obj) => obj[1]!.GetHashCode();
    }
}
