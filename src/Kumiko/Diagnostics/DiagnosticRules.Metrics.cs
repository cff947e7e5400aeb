namespace Kumiko;

public static partial class DiagnosticRules
{
    /// <summary>The name of a metric says what it measures.</summary>
    public static readonly DiagnosticRule MetricName = new("KUM5022", "A metric's name is not snake_case, or does not end as its kind has it",
        "Whoever reads a dashboard knows a metric by its name alone: what it counts, and in which unit.",
        "Use snake_case. Counters end in _total; histograms in their unit, such as _seconds; gauges neither in _total nor in _seconds.");

    /// <summary>Metrics can be told apart.</summary>
    public static readonly DiagnosticRule DuplicateMetric = new("KUM5023", "Two metrics have one name, or one is declared twice",
        "Their values would be mixed.", "Rename one of them; declare each once, in one feature.");

    /// <summary>Labels are few and known.</summary>
    public static readonly DiagnosticRule MetricLabels = new("KUM5024", "A metric has labels that it cannot have",
        "Each combination of labels is a series of its own; texts have no end, and may be about persons. Some names belong to those who export.",
        "Use a record whose properties are enums and booleans, none called le, quantile or, where the metric has a label of the tenant, tenant.");

    /// <summary>Buckets rise.</summary>
    public static readonly DiagnosticRule MetricBuckets = new("KUM5025", "The buckets of a histogram do not rise",
        "Values would be counted nowhere, or twice.", "Give at least one upper bound, each greater than the one before.");
}
