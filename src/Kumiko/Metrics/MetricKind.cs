namespace Kumiko;

/// <summary>What a metric measures.</summary>
public enum MetricKind
{
    /// <summary>How often something happened. It only rises.</summary>
    Counter,

    /// <summary>How values are distributed.</summary>
    Histogram,

    /// <summary>How much there is now.</summary>
    Gauge,
}
