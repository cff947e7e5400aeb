namespace Kumiko.Bench.Host;

public sealed class SitesFeature : Feature
{
    public override string Name => "sites";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Site>();
        r.Crud<Site>(write: Access.Roles("Planner"), read: Access.SignedIn);
    }
}
