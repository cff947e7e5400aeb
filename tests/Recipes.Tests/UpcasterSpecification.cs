using Kumiko;
using Recipes.Upcaster;

namespace Recipes.Tests;

public abstract class UpcasterSpecification(Databases databases) : RecipeSpecification(databases)
{
    private readonly Guid _subscription = Guid.CreateVersion7();

    [Fact]
    public async Task Events_of_three_releases_are_all_seen_in_the_shape_of_today()
    {
        var first = await Start(new FirstRelease());
        await first.As("Agent").Write(new FirstRelease.Change(_subscription, "basic", 4.90m));
        var second = await StartNext(first, new SecondRelease());
        await second.As("Agent").Write(new SecondRelease.Change(_subscription, "family", "phone", 9.90m));

        var today = await StartNext(second, new SubscriptionsFeature());
        var agent = today.As("Agent");
        await agent.Write(new ChangePlan(_subscription, "premium", 1490));
        await today.DrainConsumers(Cancellation);

        // The aggregate has folded all three.
        (await agent.Query<Subscription>(new PlanOf(_subscription)))
            .ShouldBe(new Subscription { Plan = "premium", MonthlyCents = 1490, Changes = 3 });

        // The consumer is new in this release. It began at the start of the log.
        (await agent.Query<List<ChannelUse>>(new PlansByChannel())).Select(use => (use.Channel, use.Changes, use.MonthlyCents))
            .ShouldBe([("letter", 1, 490), ("phone", 1, 990), ("web", 1, 1490)], ignoreOrder: true);
        (await today.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    /// <summary>The feature as it was when its event had two members.</summary>
    public sealed class FirstRelease : Feature
    {
        public override string Name => "subscriptions";

        protected override void Define(FeatureBuilder r)
        {
            r.DefineEvent<Changed>("plan-changed");
            r.WriteHandler<Change>("change-plan", Access.SignedIn, (command, ctx) =>
                ctx.Append("subscription", command.Subscription, new Changed(command.Tariff, command.MonthlyPrice)));
        }

        public sealed record Changed(string Tariff, decimal MonthlyPrice);

        public sealed record Change(Guid Subscription, string Tariff, decimal MonthlyPrice);
    }

    /// <summary>The feature as it was in between.</summary>
    public sealed class SecondRelease : Feature
    {
        public override string Name => "subscriptions";

        protected override void Define(FeatureBuilder r)
        {
            r.DefineEvent<PlanChangedWithPrice>("plan-changed", version: 2);
            r.EventMigration<PlanChangedWithPrice>(from: 1, to: 2, m => m.Rename("tariff", "plan").Default("channel", "letter"));
            r.WriteHandler<Change>("change-plan", Access.SignedIn, (command, ctx) =>
                ctx.Append("subscription", command.Subscription, new PlanChangedWithPrice(command.Plan, command.Channel, command.MonthlyPrice)));
        }

        public sealed record Change(Guid Subscription, string Plan, string Channel, decimal MonthlyPrice);
    }
}
