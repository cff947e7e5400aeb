namespace Kumiko.Bench.Host;

public sealed class WorkOrdersFeature : Feature
{
    public override string Name => "work-orders";

    protected override void Define(FeatureBuilder r)
    {
        r.Requires("sites");
        r.Entity<WorkOrder>(e => e.DefaultCurrency("EUR"));
        r.Crud<WorkOrder>(write: Access.Roles("Planner"), read: Access.SignedIn);
    }
}
