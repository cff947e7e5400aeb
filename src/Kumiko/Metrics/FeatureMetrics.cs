using System.Collections.Frozen;
using System.Diagnostics.Metrics;

namespace Kumiko;

/// <summary>The instruments of one application for the metrics that its features declare.</summary>
internal sealed class FeatureMetrics
{
    private readonly FrozenDictionary<Metric, MetricInstrument> _instruments;

    public FeatureMetrics(Registry registry, Meter meter) =>
        _instruments = registry.Metrics.ToFrozenDictionary(d => d.Metric, d => MetricInstrument.Create(d, meter));

    /// <exception cref="InvalidOperationException">No feature of the application declares it.</exception>
    public MetricInstrument Of(Metric metric) => _instruments.GetValueOrDefault(metric)
        ?? throw new InvalidOperationException($"The metric '{metric.Name}' is not declared by any feature; call r.Metric(…).");
}
