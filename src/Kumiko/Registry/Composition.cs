namespace Kumiko;

/// <summary>How features fit together: names, requirements, order.</summary>
internal sealed class Composition(IReadOnlyList<FeatureBuilder> builders, DiagnosticList diagnostics)
{
    private readonly Dictionary<string, FeatureBuilder> _byName = builders.DistinctBy(b => b.Feature.Name).ToDictionary(b => b.Feature.Name);

    public void Check()
    {
        foreach (var name in builders.Select(b => b.Feature.Name).Distinct())
        {
            if (!Names.IsKebabSegment(name))
            {
                diagnostics.Report(DiagnosticRules.FeatureName, name, null, $"'{name}' is not a kebab-case word.", $"Name it '{Names.Suggest(name)}'.");
            }

            if (builders.Count(b => b.Feature.Name == name) is var count and > 1)
            {
                diagnostics.Report(DiagnosticRules.DuplicateFeature, name, null, $"{count} features are called '{name}'.");
            }
        }

        foreach (var builder in builders)
        {
            foreach (var missing in builder.Requirements.Where(r => !_byName.ContainsKey(r)).Distinct())
            {
                diagnostics.Report(DiagnosticRules.MissingRequirement, builder.Feature.Name, null, $"The feature '{missing}' is required and not there.",
                    $"Add the feature '{missing}', or call OptionalRequires(\"{missing}\") if it is not needed.");
            }
        }

        ReportCycles();
    }

    /// <summary>Whether a feature may use what another one declares.</summary>
    public static bool Knows(FeatureBuilder builder, string feature) =>
        builder.Feature.Name == feature || builder.Requirements.Contains(feature) || builder.OptionalRequirements.Contains(feature);

    /// <summary>The features, each after those that it requires.</summary>
    public IReadOnlyList<FeatureBuilder> InOrder()
    {
        var ordered = new List<FeatureBuilder>();
        var visited = new HashSet<FeatureBuilder>();
        foreach (var builder in builders)
        {
            Visit(builder);
        }

        return ordered;

        void Visit(FeatureBuilder builder)
        {
            if (!visited.Add(builder))
            {
                return;
            }

            foreach (var requirement in builder.Requirements.Concat(builder.OptionalRequirements))
            {
                if (_byName.TryGetValue(requirement, out var required))
                {
                    Visit(required);
                }
            }

            ordered.Add(builder);
        }
    }

    private void ReportCycles()
    {
        var reported = new HashSet<string>();
        foreach (var start in builders)
        {
            if (FindCycle(start.Feature.Name, [start.Feature.Name]) is { } cycle && reported.Add(string.Join(' ', cycle.Distinct().Order(StringComparer.Ordinal))))
            {
                diagnostics.Report(DiagnosticRules.RequirementCycle, start.Feature.Name, null, $"The requirements go in a circle: {string.Join(" → ", cycle)}.");
            }
        }
    }

    private IReadOnlyList<string>? FindCycle(string start, IReadOnlyList<string> path)
    {
        foreach (var next in _byName.GetValueOrDefault(path[^1])?.Requirements ?? [])
        {
            if (next == start)
            {
                return [.. path, next];
            }

            if (!path.Contains(next) && FindCycle(start, [.. path, next]) is { } cycle)
            {
                return cycle;
            }
        }

        return null;
    }
}
