namespace Kumiko.Bench.Host;

/// <summary>The rules show all records and hide one small field, so that they cost what they cost and save nothing.</summary>
public sealed class RuledOrdersFeature : Feature
{
    public override string Name => "ruled-orders";

    protected override void Define(FeatureBuilder r)
    {
        r.Requires("sites");
        r.Entity<RuledOrder>(e => e
            .DefaultCurrency("EUR")
            .ReadableBy("Planner", (order, user) => user.Claims.Ids("bench:sites").Contains(order.SiteId!.Value))
            .Field(o => o.Quote, f => f.ReadableBy("Planner", "Accountant"))
            .Field(o => o.Hours, f => f.ReadableBy("Accountant").ReadableBy("Planner", (order, user) => order.SiteId == user.Claims.Id("bench:home")))
            .Field(o => o.IsUrgent, f => f.ReadableBy("Dispatcher")));
        r.Crud<RuledOrder>(write: Access.Roles("Planner"), read: Access.SignedIn);
    }
}
