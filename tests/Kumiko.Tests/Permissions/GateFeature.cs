namespace Kumiko.Tests.Permissions;

public enum GateState
{
    Open,
    Shut,
    Locked,
}

/// <summary>A record whose state has rules, and handlers that refuse in every other way.</summary>
public sealed class Gate : Entity
{
    public GateState State { get; set; }
}

public sealed record Knock;

public sealed record AskClosed;

public sealed record WatchGate(Guid Deal);

public sealed record PassFirst(Guid Deal);

public sealed class GateFeature : Feature
{
    public override string Name => "gates";

    protected override void Define(FeatureBuilder r)
    {
        r.Requires("crm");
        r.Entity<Gate>(e => e.Transitions(g => g.State, s => s
            .From(GateState.Open).To(GateState.Shut)
            .From(GateState.Shut).To(GateState.Open, GateState.Locked)));
        r.Crud<Gate>(write: Access.SignedIn, read: Access.SignedIn);
        r.QueryHandler<Knock>("gate:knock", Access.SignedIn, (_, _) => Task.FromResult<object?>("come in"))
            .RateLimit(1, RateLimitPer.UserAndHandler, TimeSpan.FromHours(1));
        r.WriteHandler<PassFirst>("gate:pass-first", Access.Roles("Porter"), async (command, ctx) => await ctx.Delete(await ctx.Get<Deal>(command.Deal)));
        r.StreamHandler<WatchGate, string>("gate:watch", Access.SignedIn, Watch);
    }

    private static async IAsyncEnumerable<string> Watch(WatchGate query, StreamContext ctx)
    {
        yield return "watching";
        yield return await ctx.Read(async read => (await read.Get<Deal>(query.Deal)).Title);
    }
}

/// <summary>A feature that is off.</summary>
public sealed class ClosedFeature : Feature
{
    public override string Name => "closed";

    protected override void Define(FeatureBuilder r)
    {
        r.Toggleable(Toggle.Off);
        r.QueryHandler<AskClosed>("ask", Access.SignedIn, (_, _) => Task.FromResult<object?>(null));
    }
}
