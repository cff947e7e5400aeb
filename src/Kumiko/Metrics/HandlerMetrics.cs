namespace Kumiko;

/// <summary>
/// Measures, for a handler. Of a command, values count when it is committed: what is undone has not happened, and what is done again counts once. Of a
/// query, when it has its answer. While nobody listens, nothing is measured.
/// </summary>
public sealed class HandlerMetrics
{
    private readonly QueryContext _context;

    internal HandlerMetrics(QueryContext context) => _context = context;

    /// <summary>Counts.</summary>
    /// <param name="metric">A metric of this feature, or of another one that is there.</param>
    /// <param name="by">How much; not less than zero.</param>
    /// <exception cref="InvalidOperationException">No feature of the application declares the metric.</exception>
    public void Increment(CounterMetric metric, long by = 1) => Measure(metric, null, Risen(by));

    /// <summary>Counts.</summary>
    /// <param name="metric">A metric of this feature, or of another one that is there.</param>
    /// <param name="labels">What kind it was.</param>
    /// <param name="by">How much; not less than zero.</param>
    /// <exception cref="InvalidOperationException">No feature of the application declares the metric.</exception>
    public void Increment<TLabels>(CounterMetric<TLabels> metric, TLabels labels, long by = 1)
        where TLabels : class => Measure(metric, labels, Risen(by));

    /// <summary>Adds a value to a distribution.</summary>
    /// <param name="metric">A metric of this feature, or of another one that is there.</param>
    /// <param name="value">The value, in the unit that the metric's name ends in.</param>
    /// <exception cref="InvalidOperationException">No feature of the application declares the metric.</exception>
    public void Record(HistogramMetric metric, double value) => Measure(metric, null, value);

    /// <summary>Adds a value to a distribution.</summary>
    /// <param name="metric">A metric of this feature, or of another one that is there.</param>
    /// <param name="labels">What kind it was.</param>
    /// <param name="value">The value, in the unit that the metric's name ends in.</param>
    /// <exception cref="InvalidOperationException">No feature of the application declares the metric.</exception>
    public void Record<TLabels>(HistogramMetric<TLabels> metric, TLabels labels, double value)
        where TLabels : class => Measure(metric, labels, value);

    /// <summary>Says how much there is now.</summary>
    /// <param name="metric">A metric of this feature, or of another one that is there.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidOperationException">No feature of the application declares the metric.</exception>
    public void Set(GaugeMetric metric, double value) => Measure(metric, null, value);

    /// <summary>Says how much there is now.</summary>
    /// <param name="metric">A metric of this feature, or of another one that is there.</param>
    /// <param name="labels">Of which kind.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidOperationException">No feature of the application declares the metric.</exception>
    public void Set<TLabels>(GaugeMetric<TLabels> metric, TLabels labels, double value)
        where TLabels : class => Measure(metric, labels, value);

    private static long Risen(long by)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(by);
        return by;
    }

    private void Measure(Metric metric, object? labels, double value)
    {
        if (_context.Services.Metrics?.Of(metric) is { IsWatched: true } instrument)
        {
            _context.Services.Unit.Measure(new Measurement(instrument, value, instrument.TagsOf(labels, _context.Tenant)));
        }
    }
}
