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
                diagnostics.Report(DiagnosticRules.FeatureName, name, null, $"'{name}' is not a kebab-case word.", Names.Mend(name.Replace(':', '-')));
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

            foreach (var required in builder.Requirements.Where(r => _byName.GetValueOrDefault(r)?.Toggle == Toggle.Off).Distinct())
            {
                diagnostics.Report(DiagnosticRules.RequiresSwitchedOff, builder.Feature.Name, null, $"The feature '{required}' is required and off by default.");
            }
        }

        ReportCycles();
    }

    /// <summary>Whether a feature may use what another one declares.</summary>
    public static bool Knows(FeatureBuilder builder, string feature) =>
        builder.Feature.Name == feature || builder.Requirements.Contains(feature) || builder.OptionalRequirements.Contains(feature);

    /// <summary>Whether a feature declares an entity, be it well or badly.</summary>
    public static bool Declares(FeatureBuilder builder, Type entity) =>
        builder.Entities.Exists(e => e.Type == entity) || builder.Cruds.Exists(c => c.Type == entity);

    /// <summary>Where a feature declares an entity.</summary>
    public static SourceLocation? SourceOf(FeatureBuilder builder, Type entity) =>
        builder.Entities.Find(e => e.Type == entity)?.Source ?? builder.Cruds.Find(c => c.Type == entity)?.Source;

    /// <summary>
    /// The features, each after those that it requires, and after those that it may use where no requirement says otherwise.
    /// </summary>
    public IReadOnlyList<FeatureBuilder> InOrder()
    {
        var ordered = new List<FeatureBuilder>();
        var waiting = builders.ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(b => IsReady(b.Requirements.Concat(b.OptionalRequirements)))
                ?? waiting.Find(b => IsReady(b.Requirements))
                ?? waiting[0];
            waiting.Remove(next);
            ordered.Add(next);
        }

        return ordered;

        bool IsReady(IEnumerable<string> requirements) =>
            requirements.All(r => !_byName.TryGetValue(r, out var required) || ordered.Contains(required));
    }

    /// <summary>Walks into each feature once: what it finds on its own way again closes a circle.</summary>
    private void ReportCycles()
    {
        var done = new HashSet<string>();
        var way = new List<string>();
        foreach (var builder in builders)
        {
            Walk(builder.Feature.Name);
        }

        void Walk(string name)
        {
            if (way.IndexOf(name) is var start and >= 0)
            {
                diagnostics.Report(DiagnosticRules.RequirementCycle, name, null,
                    $"The requirements go in a circle: {string.Join(" → ", way.Skip(start).Append(name))}.");
                return;
            }

            if (!done.Add(name))
            {
                return;
            }

            way.Add(name);
            foreach (var requirement in _byName.GetValueOrDefault(name)?.Requirements.Distinct() ?? [])
            {
                Walk(requirement);
            }

            way.RemoveAt(way.Count - 1);
        }
    }
}
