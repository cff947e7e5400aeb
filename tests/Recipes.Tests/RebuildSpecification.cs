using System.Collections.Concurrent;
using Kumiko;
using Kumiko.Storage;
using Kumiko.Testing;
using Recipes.Rebuild;

namespace Recipes.Tests;

public abstract class RebuildSpecification(Databases databases) : RecipeSpecification(databases)
{
    [Fact]
    public async Task A_table_whose_handler_has_changed_is_found_and_derived_anew()
    {
        var lastWeek = await Start(new SalesOfLastWeek());
        await lastWeek.As("Clerk").Create(new Sale { Region = "north", Gross = 119 });
        await lastWeek.As("Clerk").Create(new Sale { Region = "north", Gross = 238 });
        var today = await StartNext(lastWeek, new SalesFeature());
        (await Revenue(today.As("Clerk"), "north")).ShouldBe(357);

        // Verifying changes nothing, and says what is wrong.
        var found = await today.Rebuilds.Verify(SalesFeature.Revenue, cancellation: Cancellation);
        var difference = found.Differences.ShouldHaveSingleItem();
        (difference.Column, found.DifferentRows).ShouldBe(("revenue", 1));

        var heard = new Heard();
        var result = await today.Rebuilds.Rebuild(SalesFeature.Revenue, new RebuildOptions { Progress = heard }, Cancellation);

        result.Events.ShouldBe(2);
        heard.All.ShouldContain(progress => progress.Done == 2 && progress.Total == 2);
        (await Revenue(today.As("Clerk"), "north")).ShouldBe(300);
        (await today.Rebuilds.Verify(SalesFeature.Revenue, cancellation: Cancellation)).IsSame.ShouldBeTrue();
    }

    [Fact]
    public async Task The_replaced_table_stays_until_an_operator_drops_it()
    {
        var app = await Start(new SalesFeature());
        await app.As("Clerk").Create(new Sale { Region = "north", Gross = 119 });

        var result = await app.Rebuilds.Rebuild(SalesFeature.Revenue, cancellation: Cancellation);

        (await app.Rebuilds.Progress(Cancellation)).ShouldHaveSingleItem().OldTable.ShouldBe(result.OldTable);
        await app.Rebuilds.DropOldTable(SalesFeature.Revenue, Cancellation);
        (await app.Rebuilds.Progress(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_that_somebody_has_changed_by_hand_is_found_and_mended_for_its_tenant_alone()
    {
        var app = await Start(new SalesFeature());
        await app.As("Clerk").Create(new Sale { Region = "north", Gross = 119 });
        await app.As(TestTenants.Second, "Clerk").Create(new Sale { Region = "north", Gross = 238 });
        await ChangeByHand(app, TestTenants.First);

        (await app.Rebuilds.Verify(SalesFeature.Revenue, TestTenants.Second, Cancellation)).IsSame.ShouldBeTrue();
        var found = await app.Rebuilds.Verify(SalesFeature.Revenue, TestTenants.First, Cancellation);
        var difference = found.Differences.ShouldHaveSingleItem();
        (difference.Tenant, difference.Column, difference.Live, difference.Derived).ShouldBe((TestTenants.First, "sales", "99", "1"));

        await app.Rebuilds.Rebuild(SalesFeature.Revenue, new RebuildOptions { Tenant = TestTenants.First }, Cancellation);

        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
        (await Revenue(app.As("Clerk"), "north")).ShouldBe(100);
        (await Revenue(app.As(TestTenants.Second, "Clerk"), "north")).ShouldBe(200);
    }

    private static async Task<decimal> Revenue(TestUser clerk, string region) =>
        (await clerk.Query<RegionalRevenue>(new RevenueOf(region))).Revenue;

    /// <summary>What nobody should do, straight in the table: a count of 99.</summary>
    private static async Task ChangeByHand(TestApp app, TenantId tenant)
    {
        var table = app.Registry.Projections.Single(p => p.Name == SalesFeature.Revenue).Table;
        var sales = table.Columns.Single(c => c.Name == "sales");
        await using var session = app.Store.NewSession();
        var row = (await session.ReadRows(new RowQuery
        {
            Table = table,
            Scope = new TenantScope.Own(tenant),
            Filter = RowFilter.Everything,
        }, Cancellation)).Single();
        await session.Execute(
            [new WriteOperation.UpdateRow(table, tenant, (Guid)row[table.OrdinalOf(table.IdColumn)]!, [table.OrdinalOf(sales)], [99])], Cancellation);
    }

    private sealed class Heard : IProgress<RebuildProgress>
    {
        public ConcurrentQueue<RebuildProgress> All { get; } = [];

        public void Report(RebuildProgress value) => All.Enqueue(value);
    }

    /// <summary>The same table, filled by other code.</summary>
    private sealed class SalesOfLastWeek : Feature
    {
        public override string Name => "sales";

        protected override void Define(FeatureBuilder r)
        {
            r.Entity<Sale>();
            r.Crud<Sale>(write: Access.SignedIn, read: Access.SignedIn);
            r.Projection<RegionalRevenue>("regional-revenue", p => p.On<Created<Sale>>((e, rows) =>
            {
                rows.Increment(new RegionalRevenue { Region = e.Data.Record.Region }, row => row.Sales, 1);
                rows.Increment(new RegionalRevenue { Region = e.Data.Record.Region }, row => row.Revenue, e.Data.Record.Gross);
            }));
        }
    }
}
