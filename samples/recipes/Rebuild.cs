using Kumiko;

namespace Recipes.Rebuild;

// A table whose handler has changed. Columns are compared at every start; what a function does is not, so the table has to be told.

public sealed class Sale : Entity
{
    [Text(MaxLength = 40)]
    public required string Region { get; set; }

    [Decimal(12, 2)]
    public decimal Gross { get; set; }

    [Number(Min = 0, Max = 100)]
    public int TaxPercent { get; set; } = 19;
}

public sealed class RegionalRevenue
{
    [Key]
    public required string Region { get; set; }

    public int Sales { get; set; }

    [Decimal(12, 2)]
    public decimal Revenue { get; set; }
}

public sealed record RevenueOf(string Region);

public sealed class SalesFeature : Feature
{
    public const string Revenue = "sales:projection:regional-revenue";

    public override string Name => "sales";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Sale>();
        r.Crud<Sale>(write: Access.SignedIn, read: Access.SignedIn);

        // Until last week this counted the gross amount. The rows of today still do: they are derived anew with
        // Rebuilds.Rebuild("sales:projection:regional-revenue"), while everybody goes on working.
        r.Projection<RegionalRevenue>("regional-revenue", p => p
            .On<Created<Sale>>((e, rows) =>
            {
                var sale = e.Data.Record;
                var net = Math.Round(sale.Gross * 100 / (100 + sale.TaxPercent), 2);
                rows.Increment(new RegionalRevenue { Region = sale.Region }, row => row.Sales, 1);
                rows.Increment(new RegionalRevenue { Region = sale.Region }, row => row.Revenue, net);
            }));

        r.QueryHandler<RevenueOf>("revenue", Access.SignedIn, async (query, ctx) =>
            await ctx.Rows<RegionalRevenue>().Find(new RegionalRevenue { Region = query.Region }));
    }
}
