namespace Kumiko;

/// <summary>A metric as the registry knows it.</summary>
/// <param name="Name">The name under which it is exported: <c>kumiko_feature_name</c>.</param>
/// <param name="Feature">The feature that declares it.</param>
/// <param name="Metric">What was declared.</param>
public sealed record MetricDefinition(string Name, FeatureDefinition Feature, Metric Metric)
{
    /// <summary>The labels, without that of the tenant.</summary>
    internal IReadOnlyList<MetricLabel> Labels { get; init; } = [];
}
