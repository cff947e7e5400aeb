using System.Diagnostics.Metrics;

namespace Kumiko;

/// <summary>Writes the values of one metric.</summary>
internal sealed class MetricInstrument
{
    private readonly MetricDefinition _definition;
    private readonly Instrument _instrument;
    private readonly Action<double, KeyValuePair<string, object?>[]> _write;

    private MetricInstrument(MetricDefinition definition, Instrument instrument, Action<double, KeyValuePair<string, object?>[]> write) =>
        (_definition, _instrument, _write) = (definition, instrument, write);

    /// <summary>Whether anybody wants to know.</summary>
    public bool IsWatched => _instrument.Enabled;

    public static MetricInstrument Create(MetricDefinition definition, Meter meter)
    {
        var metric = definition.Metric;
        switch (metric.Kind)
        {
            case MetricKind.Counter:
                var counter = meter.CreateCounter<long>(definition.Name, metric.Unit, metric.Description);
                return new MetricInstrument(definition, counter, (value, tags) => counter.Add((long)value, tags));
            case MetricKind.Histogram:
                var advice = ((IBuckets)metric).Buckets is { } buckets ? new InstrumentAdvice<double> { HistogramBucketBoundaries = buckets } : null;
                var histogram = meter.CreateHistogram(definition.Name, metric.Unit, metric.Description, tags: null, advice);
                return new MetricInstrument(definition, histogram, (value, tags) => histogram.Record(value, tags));
            default:
                var gauge = meter.CreateGauge<double>(definition.Name, metric.Unit, metric.Description);
                return new MetricInstrument(definition, gauge, (value, tags) => gauge.Record(value, tags));
        }
    }

    public KeyValuePair<string, object?>[] TagsOf(object? labels, TenantId tenant)
    {
        var own = _definition.Labels;
        var tags = new KeyValuePair<string, object?>[own.Count + (_definition.Metric.TenantLabel == TenantLabel.Include ? 1 : 0)];
        for (var i = 0; i < own.Count; i++)
        {
            tags[i] = own[i].Read(labels!);
        }

        if (tags.Length > own.Count)
        {
            tags[^1] = new(MetricAssembler.TenantLabelName, tenant.ToString());
        }

        return tags;
    }

    public void Write(double value, KeyValuePair<string, object?>[] tags) => _write(value, tags);
}
