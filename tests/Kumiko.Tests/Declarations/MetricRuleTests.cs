namespace Kumiko.Tests.Declarations;

/// <summary>Metrics whose names say what they measure, and whose labels are few.</summary>
public class MetricRuleTests : DeclarationTest
{
    public enum Size
    {
        Small,
        Large,
    }

    public static TheoryData<string, string> WrongNames =>
    [
        ("counter", "sold"), ("counter", "soldTotal"), ("counter", "Sold_total"), ("counter", "sold-total"), ("counter", "sold__total"),
        ("counter", "_sold_total"), ("counter", "1sold_total"), ("counter", "sold_total_"), ("counter", ""), ("counter", "sold_seconds"),
        ("histogram", "waited_total"), ("histogram", "waited"), ("histogram", "waited_2"), ("histogram", "waited_Seconds"),
        ("gauge", "open_total"), ("gauge", "open_seconds"), ("gauge", "open orders"),
    ];

    [Theory, Breaks("KUM5022")]
    [MemberData(nameof(WrongNames))]
    public void A_name_that_does_not_say_what_is_measured_is_reported(string kind, string name) =>
        Problem(r => r.Metric(Of(kind, name))).Member.ShouldBe(name);

    [Theory, Keeps("KUM5022")]
    [InlineData("counter", "sold_total", "kumiko_corner_shop_sold_total")]
    [InlineData("counter", "sold_2_items_total", "kumiko_corner_shop_sold_2_items_total")]
    [InlineData("histogram", "waited_seconds", "kumiko_corner_shop_waited_seconds")]
    [InlineData("gauge", "open", "kumiko_corner_shop_open")]
    public void A_name_that_does_is_qualified_by_the_feature(string kind, string name, string qualified) =>
        Fine(Named("corner-shop", r => r.Metric(Of(kind, name)))).Metrics.ShouldHaveSingleItem().Name.ShouldBe(qualified);

    [Fact, Breaks("KUM5023")]
    public void Two_metrics_of_one_name_in_a_feature_are_reported() => Problem(r =>
    {
        r.Metric(new CounterMetric("sold_total"));
        r.Metric(new CounterMetric<BySize>("sold_total"));
    });

    [Fact, Breaks("KUM5023")]
    public void Features_whose_names_run_together_cannot_have_one_metric() => Problem(
        Named("corner", r => r.Metric(new CounterMetric("shop_sold_total"))), Named("corner-shop", r => r.Metric(new CounterMetric("sold_total"))));

    [Fact, Breaks("KUM5023")]
    public void A_handle_belongs_to_one_feature()
    {
        var shared = new CounterMetric("sold_total");
        Problem(Named("a", r => r.Metric(shared)), Named("b", r => r.Metric(shared)));
    }

    [Fact, Breaks("KUM5023")]
    public void The_frameworks_own_names_are_taken() =>
        Problem(Named("dispatcher", r => r.Metric(new CounterMetric("handler_errors_total"))));

    [Fact, Keeps("KUM5023")]
    public void Two_features_may_use_one_short_name() => Fine(
        Named("a", r => r.Metric(new CounterMetric("sold_total"))), Named("b", r => r.Metric(new CounterMetric("sold_total")))).Metrics.Count.ShouldBe(2);

    [Fact, Breaks("KUM5024")]
    public void A_text_is_no_label() => Problem(r => r.Metric(new CounterMetric<ByText>("sold_total"))).Message.ShouldContain("Customer");

    [Fact, Breaks("KUM5024")]
    public void Nor_is_a_number() => Problem(r => r.Metric(new HistogramMetric<ByNumber>("waited_seconds"))).Message.ShouldContain("Count");

    [Fact, Breaks("KUM5024")]
    public void Labels_without_any_are_reported() => Problem(r => r.Metric(new GaugeMetric<ByNothing>("open")));

    [Fact, Breaks("KUM5024")]
    public void A_name_that_exporters_use_is_no_label() => Problem(r => r.Metric(new CounterMetric<ByLe>("sold_total"))).Message.ShouldContain("'le'");

    [Fact, Breaks("KUM5024")]
    public void A_label_cannot_be_called_tenant_beside_the_tenants() =>
        Problem(r => r.Metric(new CounterMetric<ByTenant>("sold_total") { TenantLabel = TenantLabel.Include }));

    [Fact, Keeps("KUM5024")]
    public void Enums_and_booleans_are_labels_also_where_they_may_be_missing() => Fine(r =>
    {
        r.Metric(new CounterMetric<BySize>("sold_total") { TenantLabel = TenantLabel.Include });
        r.Metric(new CounterMetric<ByTenant>("bought_total"));
    }).Metrics.ShouldAllBe(m => m.Labels.Count > 0);

    public static TheoryData<double[]> WrongBuckets => new(Array.Empty<double>(), [1, 1], [2, 1], [1, double.PositiveInfinity], [double.NaN]);

    [Theory, Breaks("KUM5025")]
    [MemberData(nameof(WrongBuckets))]
    public void Buckets_that_do_not_rise_are_reported(double[] buckets) => Problem(r => r.Metric(new HistogramMetric("waited_seconds") { Buckets = buckets }));

    [Fact, Keeps("KUM5025")]
    public void Buckets_may_be_left_out_or_rise_from_below_zero() => Fine(r =>
    {
        r.Metric(new HistogramMetric("waited_seconds"));
        r.Metric(new HistogramMetric<BySize>("cooled_degrees") { Buckets = [-10, 0, 10.5] });
    });

    private static Metric Of(string kind, string name) => kind switch
    {
        "counter" => new CounterMetric(name),
        "histogram" => new HistogramMetric(name),
        _ => new GaugeMetric(name),
    };

    public sealed record BySize(Size Size, bool? IsGift);

    public sealed record ByText(string Customer);

    public sealed record ByNumber(int Count);

    public sealed record ByNothing;

    public sealed record ByLe(bool Le);

    public sealed record ByTenant(bool Tenant);
}
