namespace Kumiko;

/// <summary>Counts what happened.</summary>
/// <param name="name">The short name; it ends in <c>_total</c>.</param>
public sealed class CounterMetric(string name) : Metric(MetricKind.Counter, name, null);

/// <summary>Counts what happened, by labels.</summary>
/// <typeparam name="TLabels">A record; its properties, enums and booleans, are the labels.</typeparam>
/// <param name="name">The short name; it ends in <c>_total</c>.</param>
public sealed class CounterMetric<TLabels>(string name) : Metric(MetricKind.Counter, name, typeof(TLabels))
    where TLabels : class;
