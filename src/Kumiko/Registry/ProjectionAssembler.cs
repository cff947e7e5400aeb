namespace Kumiko;

/// <summary>Makes the definitions of projections and consumers from declarations.</summary>
internal sealed class ProjectionAssembler(
    IReadOnlyDictionary<FeatureBuilder, FeatureDefinition> features, IReadOnlyList<EntityDefinition> entities, IReadOnlyList<EventDefinition> events,
    DiagnosticList diagnostics)
{
    private readonly RowAssembler _rows = new(diagnostics);
    private readonly Dictionary<string, string> _tables = entities.DistinctBy(e => e.Table.Name).ToDictionary(e => e.Table.Name, e => e.Name);
    private readonly Dictionary<Type, string> _rowTypes = [];
    private readonly HashSet<string> _names = [];

    public (IReadOnlyList<ProjectionDefinition> Projections, IReadOnlyList<ConsumerDefinition> Consumers) Assemble()
    {
        var projections = new List<ProjectionDefinition>();
        var consumers = new List<ConsumerDefinition>();
        foreach (var (builder, feature) in features)
        {
            foreach (var declaration in builder.Projections)
            {
                if (Assemble(builder, declaration) is { Rows: { } rows } parts)
                {
                    projections.Add(new ProjectionDefinition(parts.Name, feature, rows, declaration.Rows!, parts.Subscriptions, parts.Sources));
                }
            }

            foreach (var declaration in builder.Consumers)
            {
                CheckFailurePolicy(builder, declaration);
                if (Assemble(builder, declaration) is { } parts && (parts.Rows is not null || declaration.Rows is null))
                {
                    consumers.Add(new ConsumerDefinition(parts.Name, feature, parts.Subscriptions, parts.Rows, declaration));
                }
            }
        }

        return (projections, consumers);
    }

    private Parts? Assemble(FeatureBuilder builder, ProjectionDeclaration declaration)
    {
        var feature = builder.Feature.Name;
        if (!ShortNames.Check(diagnostics, feature, declaration.Name, declaration.Source))
        {
            return null;
        }

        var name = Names.Qualify(feature, "projection", declaration.Name);
        if (!_names.Add(name))
        {
            diagnostics.Report(DiagnosticRules.DuplicateProjection, feature, declaration.Name, $"'{name}' is declared twice.", source: declaration.Source);
            return null;
        }

        var (subscriptions, sources) = new SubscriptionAssembler(builder, declaration, features.Keys, entities, events, diagnostics).Assemble();
        var rows = declaration.Rows is null ? null : _rows.Assemble(feature, declaration);
        if (rows is not null)
        {
            CheckAlone(feature, name, declaration, rows);
        }

        return new Parts(name, new EventSubscriptions(subscriptions, sources), sources, rows);
    }

    /// <summary>The table and the row's class belong to one projection.</summary>
    private void CheckAlone(string feature, string name, ProjectionDeclaration declaration, RowDefinition rows)
    {
        if (!_tables.TryAdd(rows.Table.Name, name))
        {
            diagnostics.Report(DiagnosticRules.SharedTable, feature, declaration.Name,
                $"The table '{rows.Table.Name}' belongs to '{_tables[rows.Table.Name]}' already.", source: declaration.Source);
        }

        if (!_rowTypes.TryAdd(rows.Schema.Type, name))
        {
            diagnostics.Report(DiagnosticRules.SharedRow, feature, declaration.Name,
                $"'{rows.Schema.Type.Name}' is the row of '{_rowTypes[rows.Schema.Type]}' already.", source: declaration.Source);
        }
    }

    private void CheckFailurePolicy(FeatureBuilder builder, ProjectionDeclaration declaration)
    {
        var policy = declaration.Failure;
        if (policy.Attempts < 1 || policy.FirstPause <= TimeSpan.Zero || policy.LongestPause < policy.FirstPause)
        {
            diagnostics.Report(DiagnosticRules.FailurePolicy, builder.Feature.Name, declaration.Name,
                $"{policy.Attempts} attempts with pauses from {policy.FirstPause} to {policy.LongestPause} cannot be made.", source: declaration.Source);
        }
    }

    private sealed record Parts(string Name, EventSubscriptions Subscriptions, IReadOnlyList<string> Sources, RowDefinition? Rows);
}
