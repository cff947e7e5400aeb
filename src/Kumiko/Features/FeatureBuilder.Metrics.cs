using System.Runtime.CompilerServices;

namespace Kumiko;

public sealed partial class FeatureBuilder
{
    internal List<MetricDeclaration> Metrics { get; } = [];

    /// <summary>Declares a metric, exported as <c>kumiko_feature_name</c>. Handlers measure with <see cref="QueryContext.Metrics"/>.</summary>
    /// <param name="metric">The handle: mostly a static field, so that handlers can name it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void Metric(Metric metric, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Metrics.Add(new MetricDeclaration(metric, SourceLocation.From(file, line)));
}

internal sealed record MetricDeclaration(Metric Metric, SourceLocation? Source);
