using Kumiko;

namespace Recipes.Toggles;

// Forecasts are an extra: operators switch them on for the tenants that have booked them. What builds on forecasts goes on and off with them.

public sealed record OrdersOf(int Month);

public sealed record OrderOverview(int Month, bool HasForecast);

public sealed record ForecastFor(int Month);

public sealed record PlanPurchases(int Month);

/// <summary>Always on. It uses forecasts where they are there, and does without them elsewhere.</summary>
public sealed class OrdersFeature : Feature
{
    public override string Name => "orders";

    protected override void Define(FeatureBuilder r)
    {
        r.OptionalRequires("forecasts");

        r.QueryHandler<OrdersOf>("overview", Access.SignedIn, async (query, ctx) =>
            new OrderOverview(query.Month, HasForecast: ctx.HasFeature("forecasts")));
    }
}

/// <summary>Has a switch. Off unless somebody switches it on: then its commands and queries are 403 <c>feature_disabled</c>.</summary>
public sealed class ForecastsFeature : Feature
{
    public override string Name => "forecasts";

    protected override void Define(FeatureBuilder r)
    {
        r.Toggleable(Toggle.Off);

        r.QueryHandler<ForecastFor>("month", Access.SignedIn, async (query, ctx) => query.Month * 100);
    }
}

/// <summary>
/// Has no switch, and cannot work without forecasts: so it is off wherever they are. The start logs a warning (KUM5021), because nobody who looks at
/// this feature alone would think so.
/// </summary>
public sealed class PurchasingFeature : Feature
{
    public override string Name => "purchasing";

    protected override void Define(FeatureBuilder r)
    {
        r.Requires("forecasts");

        r.QueryHandler<PlanPurchases>("plan", Access.SignedIn, async (query, ctx) => await ctx.Query<int>(new ForecastFor(query.Month)) / 2);
    }
}

/// <summary>
/// Knows who has booked what. It answers from memory, and with the same object until something changes. The application gets it as
/// <c>kumiko.FeatureSwitches = new Bookings()</c>, or from the services of the host.
/// </summary>
public sealed class Bookings : IFeatureSwitches
{
    private readonly Dictionary<TenantId, FeatureOverrides> _booked = [];

    public void Book(TenantId tenant, string feature) =>
        _booked[tenant] = new FeatureOverrides(new Dictionary<string, Toggle> { [feature] = Toggle.On });

    public ValueTask<FeatureOverrides> SwitchesOf(TenantId tenant, CancellationToken cancellation) =>
        new(_booked.GetValueOrDefault(tenant, FeatureOverrides.None));
}
