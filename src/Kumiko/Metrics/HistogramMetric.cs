namespace Kumiko;

/// <summary>Shows how values are distributed.</summary>
/// <param name="name">The short name; it ends in the unit: <c>_seconds</c>, <c>_euros</c>.</param>
public sealed class HistogramMetric(string name) : Metric(MetricKind.Histogram, name, null), IBuckets
{
    /// <summary>The upper bounds of the buckets, rising; by default those of whoever exports the metric.</summary>
    public IReadOnlyList<double>? Buckets { get; init; }
}

/// <summary>Shows how values are distributed, by labels.</summary>
/// <typeparam name="TLabels">A record; its properties, enums and booleans, are the labels.</typeparam>
/// <param name="name">The short name; it ends in the unit: <c>_seconds</c>, <c>_euros</c>.</param>
public sealed class HistogramMetric<TLabels>(string name) : Metric(MetricKind.Histogram, name, typeof(TLabels)), IBuckets
    where TLabels : class
{
    /// <inheritdoc cref="HistogramMetric.Buckets"/>
    public IReadOnlyList<double>? Buckets { get; init; }
}

internal interface IBuckets
{
    IReadOnlyList<double>? Buckets { get; }
}
