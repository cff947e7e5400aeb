namespace Kumiko;

/// <summary>Shows how much there is now.</summary>
/// <param name="name">The short name; it ends neither in <c>_total</c> nor in <c>_seconds</c>.</param>
public sealed class GaugeMetric(string name) : Metric(MetricKind.Gauge, name, null);

/// <summary>Shows how much there is now, by labels.</summary>
/// <typeparam name="TLabels">A record; its properties, enums and booleans, are the labels.</typeparam>
/// <param name="name">The short name; it ends neither in <c>_total</c> nor in <c>_seconds</c>.</param>
public sealed class GaugeMetric<TLabels>(string name) : Metric(MetricKind.Gauge, name, typeof(TLabels))
    where TLabels : class;
