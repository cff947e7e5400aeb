namespace Kumiko;

/// <summary>Builds the registry from features. Collects every problem; throws once, at the end.</summary>
internal sealed class RegistryBuilder
{
    private readonly DiagnosticList _diagnostics = new();

    /// <exception cref="InvalidDeclarationException">Something that the features declare cannot work.</exception>
    public static Registry Build(IEnumerable<Feature> features) => new RegistryBuilder().BuildFrom([.. features]);

    private Registry BuildFrom(IReadOnlyList<Feature> features)
    {
        var builders = features.Select(Define).ToList();
        var composition = new Composition(builders, _diagnostics);
        composition.Check();
        var entities = new EntityAssembler(builders, _diagnostics).Assemble();
        new ReferenceChecker(builders, entities, _diagnostics).Check();
        new TransitionSkipChecker(builders, _diagnostics).Check();
        new RelationAssembler(builders, entities, _diagnostics).Assemble();
        new ReferenceAssembler(entities).Assemble();
        new AccessAssembler(builders, entities, _diagnostics).Assemble();
        var definitions = composition.InOrder().ToDictionary(b => b, DefinitionOf);
        var handlers = new HandlerAssembler(definitions, entities, _diagnostics).Assemble();
        var hooks = new HookAssembler(definitions, entities, handlers, _diagnostics).Assemble();
        new RoleChecker(builders, entities, handlers, _diagnostics).Check();
        var events = new EventAssembler(builders, _diagnostics).Assemble();
        var aggregates = new AggregateAssembler(definitions, entities, events, _diagnostics).Assemble();
        var (projections, consumers) = new ProjectionAssembler(definitions, entities, events, _diagnostics).Assemble();
        var tables = new UnmanagedTableAssembler(definitions, projections, consumers, _diagnostics).Assemble();
        new StepAssembler(builders, entities, events, StepRows.Of(projections, consumers, tables), _diagnostics).Assemble();
        var vault = new PrivacyAssembler(builders, entities, events, projections, consumers, tables, _diagnostics).Assemble();
        var rows = new ReferenceRowAssembler(builders, entities, _diagnostics).Assemble();
        var metrics = new MetricAssembler(definitions, _diagnostics).Assemble();
        _diagnostics.ThrowIfAny();
        return new Registry([.. definitions.Values], entities, handlers, events, aggregates, projections, consumers, rows)
        {
            Warnings = _diagnostics.Warnings,
            Metrics = metrics,
            UnmanagedTables = tables,
            Vault = vault,
            Hooks = hooks,
            TaskKinds =
            [
                .. definitions.SelectMany(d => d.Key.Tasks, (d, task) => new TaskKind(task.Name, task.Run) { Feature = d.Value, Retry = task.Retry }),
                .. hooks.Select(h => h.Task).OfType<TaskKind>().Distinct(),
            ],
        };
    }

    private FeatureBuilder Define(Feature feature)
    {
        var builder = new FeatureBuilder(feature, _diagnostics);
        feature.DefineIn(builder);
        return builder;
    }

    private static FeatureDefinition DefinitionOf(FeatureBuilder builder) => new()
    {
        Name = builder.Feature.Name,
        Description = builder.Description,
        Requires = builder.Requirements,
        OptionalRequires = builder.OptionalRequirements,
        RequiredSteps = [.. builder.StepRequirements.Select(r => r.Kind).OfType<StepKind>().Distinct()],
        IsSystemScope = builder.IsSystemScope,
        Toggle = builder.Toggle,
    };
}
