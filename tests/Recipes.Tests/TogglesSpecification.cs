using Kumiko;
using Kumiko.Testing;
using Recipes.Toggles;

namespace Recipes.Tests;

public abstract class TogglesSpecification(Databases databases) : RecipeSpecification(databases)
{
    private readonly Bookings _bookings = new();

    [Fact]
    public async Task Who_has_not_booked_forecasts_is_refused_by_them_and_by_what_requires_them()
    {
        var user = (await Start()).As();

        (await user.Query<OrderOverview>(new OrdersOf(5))).HasForecast.ShouldBeFalse();
        (await Should.ThrowAsync<FeatureDisabledException>(() => user.Query<int>(new ForecastFor(5)))).Message.ShouldBe("The feature 'forecasts' is switched off.");
        var refusal = await Should.ThrowAsync<FeatureDisabledException>(() => user.Query<int>(new PlanPurchases(5)));
        (refusal.Status, refusal.Code, refusal.Details!["requiredFeature"]).ShouldBe((403, "feature_disabled", "forecasts"));
    }

    [Fact]
    public async Task Who_has_booked_them_gets_them_and_nobody_else_does()
    {
        var app = await Start();

        _bookings.Book(TestTenants.First, "forecasts");

        (await app.As().Query<OrderOverview>(new OrdersOf(5))).HasForecast.ShouldBeTrue();
        (await app.As().Query<int>(new ForecastFor(5))).ShouldBe(500);
        (await app.As().Query<int>(new PlanPurchases(5))).ShouldBe(250);
        await Should.ThrowAsync<FeatureDisabledException>(() => app.As(TestTenants.Second).Query<int>(new ForecastFor(5)));
    }

    private Task<TestApp> Start() =>
        Start(new TestAppOptions { Configure = kumiko => kumiko.FeatureSwitches = _bookings }, new OrdersFeature(), new ForecastsFeature(), new PurchasingFeature());
}
