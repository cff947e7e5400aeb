using System.Reflection;
using System.Text.RegularExpressions;

namespace Kumiko;

/// <summary>Checks and names the metrics of all features.</summary>
internal sealed partial class MetricAssembler(IReadOnlyDictionary<FeatureBuilder, FeatureDefinition> features, DiagnosticList diagnostics)
{
    public const string TenantLabelName = "tenant";

    private static readonly string[] ReservedLabels = ["le", "quantile"];

    private readonly Dictionary<string, MetricDefinition> _metrics = [];
    private readonly HashSet<Metric> _handles = [];

    public IReadOnlyList<MetricDefinition> Assemble()
    {
        foreach (var (builder, feature) in features)
        {
            foreach (var declaration in builder.Metrics)
            {
                Add(feature, declaration);
            }
        }

        return [.. _metrics.Values];
    }

    private void Add(FeatureDefinition feature, MetricDeclaration declaration)
    {
        var metric = declaration.Metric;
        if (ProblemOf(metric) is { } problem)
        {
            Report(DiagnosticRules.MetricName, problem);
        }

        var name = $"kumiko_{feature.Name.Replace('-', '_')}_{metric.Name}";
        if (!_handles.Add(metric) || MetricNames.All.Contains(name)
            || !_metrics.TryAdd(name, new MetricDefinition(name, feature, metric) { Labels = LabelsOf(metric, Report) }))
        {
            Report(DiagnosticRules.DuplicateMetric, $"'{name}' is there already.");
        }

        if ((metric as IBuckets)?.Buckets is { } buckets && (buckets.Count == 0 || buckets.Any(b => !double.IsFinite(b)) || buckets.Zip(buckets.Skip(1)).Any(b => b.First >= b.Second)))
        {
            Report(DiagnosticRules.MetricBuckets, $"The buckets are [{string.Join(", ", buckets)}].");
        }

        void Report(DiagnosticRule rule, string message) => diagnostics.Report(rule, feature.Name, metric.Name, message, source: declaration.Source);
    }

    private static List<MetricLabel> LabelsOf(Metric metric, Action<DiagnosticRule, string> report)
    {
        var labels = new List<MetricLabel>();
        var properties = metric.Labels?.GetProperties(BindingFlags.Public | BindingFlags.Instance) ?? [];
        if (metric.Labels is not null && properties.Length == 0)
        {
            report(DiagnosticRules.MetricLabels, $"'{metric.Labels.Name}' has no properties.");
        }

        foreach (var property in properties)
        {
            var name = MetricLabel.NameOf(property);
            if (MetricLabel.Of(property) is not { } label)
            {
                report(DiagnosticRules.MetricLabels, $"'{property.Name}' is neither an enum nor a boolean.");
            }
            else if (ReservedLabels.Contains(name) || (name == TenantLabelName && metric.TenantLabel == TenantLabel.Include))
            {
                report(DiagnosticRules.MetricLabels, $"A label is called '{name}'.");
            }
            else
            {
                labels.Add(label);
            }
        }

        return labels;
    }

    private static string? ProblemOf(Metric metric)
    {
        return metric.Kind switch
        {
            _ when !SnakeCase().IsMatch(metric.Name) => $"'{metric.Name}' is not snake_case.",
            MetricKind.Counter when !EndsIn("_total") => $"The counter '{metric.Name}' does not end in _total.",
            MetricKind.Histogram when EndsIn("_total") || !Unit().IsMatch(metric.Name) => $"The histogram '{metric.Name}' does not end in a unit.",
            MetricKind.Gauge when EndsIn("_total") || EndsIn("_seconds") => $"The gauge '{metric.Name}' ends as a counter or a histogram does.",
            _ => null,
        };

        bool EndsIn(string end) => metric.Name.EndsWith(end, StringComparison.Ordinal);
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*\\z")]
    private static partial Regex SnakeCase();

    [GeneratedRegex("_[a-z]+\\z")]
    private static partial Regex Unit();
}
