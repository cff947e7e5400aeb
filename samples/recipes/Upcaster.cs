using Kumiko;

namespace Recipes.Upcaster;

// An event in its third shape. The stored ones stay as they were written; whoever reads them sees the newest shape.

/// <summary>A subscription changed its plan: the shape of today.</summary>
public sealed record PlanChanged(string Plan, string Channel, int MonthlyCents);

/// <summary>The shape before: a price in euros. Kept for the migration only.</summary>
public sealed record PlanChangedWithPrice(string Plan, string Channel, [Decimal(10, 2)] decimal MonthlyPrice);

public sealed record ChangePlan(Guid Subscription, string Plan, int MonthlyCents);

public sealed record PlanOf(Guid Subscription);

public sealed record PlansByChannel;

public sealed record Subscription
{
    public string Plan { get; init; } = "none";

    public int MonthlyCents { get; init; }

    public int Changes { get; init; }
}

public sealed class ChannelUse
{
    [Key]
    public required string Channel { get; set; }

    public int Changes { get; set; }

    public int MonthlyCents { get; set; }
}

public sealed class SubscriptionsFeature : Feature
{
    public override string Name => "subscriptions";

    protected override void Define(FeatureBuilder r)
    {
        r.DefineEvent<PlanChanged>("plan-changed", version: 3);

        // Version 1 said { tariff, monthlyPrice }. Renaming and defaults need no code.
        r.EventMigration<PlanChanged>(from: 1, to: 2, m => m
            .Rename("tariff", "plan")
            .Default("channel", "letter"));

        // Version 2 had a price in euros. From one C# type to another, where values have to be worked out.
        r.EventMigration<PlanChanged, PlanChangedWithPrice, PlanChanged>(from: 2, to: 3, old =>
            new PlanChanged(old.Plan, old.Channel, (int)(old.MonthlyPrice * 100)));

        // Neither knows that there were other shapes.
        r.Aggregate<Subscription>("subscription", a => a
            .On<PlanChanged>((state, e) => state with
            {
                Plan = e.Data.Plan,
                MonthlyCents = e.Data.MonthlyCents,
                Changes = state.Changes + 1,
            }));

        r.MultiStreamProjection<ChannelUse>("channel-use", p => p
            .On<PlanChanged>((e, ctx) =>
            {
                ctx.Rows.Increment(new ChannelUse { Channel = e.Data.Channel }, use => use.Changes, 1);
                ctx.Rows.Increment(new ChannelUse { Channel = e.Data.Channel }, use => use.MonthlyCents, e.Data.MonthlyCents);
            }));

        r.WriteHandler<ChangePlan>("change-plan", Access.SignedIn, (command, ctx) =>
            ctx.Append("subscription", command.Subscription, new PlanChanged(command.Plan, "web", command.MonthlyCents)));

        r.QueryHandler<PlanOf>("plan", Access.SignedIn, async (query, ctx) =>
            (await ctx.LoadAggregate<Subscription>(query.Subscription))?.State);

        r.QueryHandler<PlansByChannel>("plans-by-channel", Access.SignedIn, async (_, ctx) =>
            await ctx.Rows<ChannelUse>().ToList());
    }
}
