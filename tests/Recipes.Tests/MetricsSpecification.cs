using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Kumiko;
using Kumiko.Testing;
using Recipes.Metrics;

namespace Recipes.Tests;

public abstract class MetricsSpecification(Databases databases) : RecipeSpecification(databases)
{
    [Fact]
    public async Task Sales_are_counted_by_channel_and_payment_and_their_amounts_are_known()
    {
        var app = await Start(new ShopFeature());
        using var screen = new Screen(app);

        await app.As().Write(new Sell(Channel.Web, Payment.Card, 19.90m));
        await app.As().Write(new Sell(Channel.Shop, Payment.Cash, 5m));
        await app.As().Write(new Sell(Channel.Shop, Payment.Cash, 120m));

        screen.Of("kumiko_shop_sales_total").ShouldBe(["1 channel=web paid_by=card", "1 channel=shop paid_by=cash", "1 channel=shop paid_by=cash"]);
        screen.Of("kumiko_shop_sale_amount_euros").ShouldBe(["19.9", "5", "120"]);
    }

    [Fact]
    public async Task A_sale_that_was_refused_is_none()
    {
        var app = await Start(new ShopFeature());
        using var screen = new Screen(app);

        await Should.ThrowAsync<UnprocessableException>(() => app.As().Write(new Sell(Channel.Web, Payment.Card, 0m)));

        screen.Of("kumiko_shop_sales_total").ShouldBeEmpty();
        await app.As().Write(new Sell(Channel.Web, Payment.Card, 1m));
        screen.Of("kumiko_shop_sales_total").Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_waits_is_known_for_each_tenant()
    {
        var app = await Start(new ShopFeature());
        using var screen = new Screen(app);
        await app.As().Write(new Sell(Channel.Web, Payment.Card, 1m));

        await app.As().Query<int>(new CountWaiting());
        await app.As(TestTenants.Second).Query<int>(new CountWaiting());

        screen.Of("kumiko_shop_orders_waiting").ShouldBe([$"1 tenant={TestTenants.First}", $"0 tenant={TestTenants.Second}"]);
    }

    /// <summary>Shows what an application measures, as an exporter would.</summary>
    private sealed class Screen : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<(string Name, string Text)> _values = new();

        public Screen(TestApp app)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == KumikoTelemetry.MeterName
                    && instrument.Meter.Tags!.Contains(new KeyValuePair<string, object?>(KumikoTelemetry.InstanceTag, app.Instance)))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Show(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Show(instrument, value, tags));
            _listener.Start();
        }

        public IReadOnlyList<string> Of(string name) => [.. _values.Where(v => v.Name == name).Select(v => v.Text)];

        public void Dispose() => _listener.Dispose();

        private void Show(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            _values.Enqueue((instrument.Name, string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}").Prepend(FormattableString.Invariant($"{value}")))));
    }
}
