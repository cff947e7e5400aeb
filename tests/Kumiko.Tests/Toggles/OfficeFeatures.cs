namespace Kumiko.Tests.Toggles;

/// <summary>Charts can be switched; reports require them, and archives require reports.</summary>
public static class OfficeFeatures
{
    public static Feature[] All(Toggle charts) => [new Charts(charts), new Reports(), new Archives(), new Desk()];

    public sealed class Chart : Entity
    {
        public required string Title { get; set; }
    }

    public sealed class Report : Entity
    {
        public required string Title { get; set; }
    }

    public sealed record DrawChart(string Title);

    public sealed record CountCharts(int Unused = 0);

    public sealed record FileAway(int Unused = 0);

    public sealed record ViaCommand(int Unused = 0);

    public sealed record ViaQuery(int Unused = 0);

    public sealed record Available(int Unused = 0);

    private sealed class Charts(Toggle byDefault) : Feature
    {
        public override string Name => "charts";

        protected override void Define(FeatureBuilder r)
        {
            r.Toggleable(byDefault);
            r.Crud<Chart>(write: Access.Roles("Clerk"), read: Access.Roles("Clerk"));
            r.WriteHandler<DrawChart>("draw", Access.Roles("Clerk"), async (command, ctx) => await ctx.Create(new Chart { Title = command.Title }));
            r.QueryHandler<CountCharts>("count", Access.Roles("Clerk"), async (_, ctx) => await ctx.Query<Chart>().Count());
        }
    }

    private sealed class Reports : Feature
    {
        public override string Name => "reports";

        protected override void Define(FeatureBuilder r)
        {
            r.Requires("charts");
            r.Crud<Report>(write: Access.Roles("Clerk"), read: Access.Roles("Clerk"));
        }
    }

    private sealed class Archives : Feature
    {
        public override string Name => "archives";

        protected override void Define(FeatureBuilder r)
        {
            r.Requires("reports");
            r.WriteHandler<FileAway>("file-away", Access.Roles("Clerk"), (_, _) => Task.CompletedTask);
        }
    }

    /// <summary>Requires nothing, and calls what may be off.</summary>
    private sealed class Desk : Feature
    {
        public override string Name => "desk";

        protected override void Define(FeatureBuilder r)
        {
            r.OptionalRequires("charts", "missing");
            r.WriteHandler<ViaCommand>("via-command", Access.SignedIn, async (_, ctx) => await ctx.Write(new DrawChart("by the desk")));
            r.QueryHandler<ViaQuery>("via-query", Access.SignedIn, async (_, ctx) => await ctx.Query<long>(new CountCharts()));
            r.QueryHandler<Available>("available", Access.SignedIn, async (_, ctx) =>
                new[] { "charts", "reports", "archives", "desk", "missing" }.Where(ctx.HasFeature).ToArray());
        }
    }
}
