using Kumiko;

namespace Recipes.Metrics;

// What a shop wants to see on a screen by the door: sales, their amounts, and how many orders wait.

public enum Channel
{
    Web,
    Shop,
}

public enum Payment
{
    Card,
    Cash,
}

/// <summary>The labels of a metric: enums and booleans, so that there are few of them and no text of a customer ever becomes one.</summary>
public sealed record SaleLabels(Channel Channel, Payment PaidBy);

/// <summary>The handles. A wrong label does not compile, and a name that says nothing does not start.</summary>
public static class ShopMetrics
{
    public static readonly CounterMetric<SaleLabels> Sales = new("sales_total") { Description = "Sales that were made." };

    public static readonly HistogramMetric SaleAmount = new("sale_amount_euros")
    {
        Description = "What sales came to.",
        Unit = "EUR",
        Buckets = [10, 50, 100, 500],
    };

    public static readonly GaugeMetric Waiting = new("orders_waiting") { Description = "Orders that wait.", TenantLabel = TenantLabel.Include };
}

public sealed class Sale : Entity
{
    public Channel Channel { get; set; }

    [Decimal(12, 2)]
    public decimal Amount { get; set; }
}

public sealed record Sell(Channel Channel, Payment PaidBy, [Decimal(12, 2)] decimal Amount);

public sealed record CountWaiting(int Unused = 0);

public sealed class ShopFeature : Feature
{
    public override string Name => "shop";

    protected override void Define(FeatureBuilder r)
    {
        // Exported as kumiko_shop_sales_total and so on.
        r.Metric(ShopMetrics.Sales);
        r.Metric(ShopMetrics.SaleAmount);
        r.Metric(ShopMetrics.Waiting);

        r.Entity<Sale>();

        r.WriteHandler<Sell>("sale:make", Access.SignedIn, async (command, ctx) =>
        {
            // Values count when the command is committed: of one that fails, none; of one that is done again, once.
            ctx.Metrics.Increment(ShopMetrics.Sales, new SaleLabels(command.Channel, command.PaidBy));
            ctx.Metrics.Record(ShopMetrics.SaleAmount, (double)command.Amount);

            if (command.Amount <= 0)
            {
                throw new UnprocessableException("nothing_to_pay", "A sale comes to more than nothing.");
            }

            await ctx.Create(new Sale { Channel = command.Channel, Amount = command.Amount });
        });

        r.QueryHandler<CountWaiting>("waiting", Access.SignedIn, async (query, ctx) =>
        {
            var waiting = await ctx.Query<Sale>().Where(sale => sale.Channel == Channel.Web).Count();
            ctx.Metrics.Set(ShopMetrics.Waiting, waiting);
            return waiting;
        });
    }
}
