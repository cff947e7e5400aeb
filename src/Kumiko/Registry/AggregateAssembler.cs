namespace Kumiko;

/// <summary>Makes aggregates from declarations.</summary>
internal sealed class AggregateAssembler(
    IReadOnlyDictionary<FeatureBuilder, FeatureDefinition> features, IReadOnlyList<EntityDefinition> entities, IReadOnlyList<EventDefinition> events,
    DiagnosticList diagnostics)
{
    private readonly List<AggregateDefinition> _aggregates = [];

    public IReadOnlyList<AggregateDefinition> Assemble()
    {
        foreach (var (builder, feature) in features)
        {
            foreach (var declaration in builder.Aggregates)
            {
                Assemble(builder, feature, declaration);
            }

            foreach (var decision in builder.Decisions.Where(d => !builder.Aggregates.Exists(a => a.State == d.State)))
            {
                diagnostics.Report(DiagnosticRules.DecisionState, feature.Name, decision.Name,
                    $"It decides over '{decision.State.Name}', which is the state of no aggregate of this feature.", source: decision.Source);
            }
        }

        return _aggregates;
    }

    private void Assemble(FeatureBuilder builder, FeatureDefinition feature, AggregateDeclaration declaration)
    {
        if (!ShortNames.Check(diagnostics, feature.Name, declaration.Name, declaration.Source) || !IsUnique(feature, declaration))
        {
            return;
        }

        if (declaration.SnapshotEvery < 1 || declaration.SnapshotVersion < 1)
        {
            Report(DiagnosticRules.SnapshotInterval, feature, declaration,
                $"A snapshot of version {declaration.SnapshotVersion} is to be taken every {declaration.SnapshotEvery} events.");
            return;
        }

        if (declaration.Start is null && (declaration.State.IsAbstract || declaration.State.GetConstructor(Type.EmptyTypes) is null))
        {
            Report(DiagnosticRules.AggregateStart, feature, declaration, $"'{declaration.State.Name}' cannot be made without parameters.");
            return;
        }

        var entity = declaration.Entity is null ? null : EntityOf(builder, feature, declaration, declaration.Entity);
        var folds = FoldsOf(builder, feature, declaration, entity);
        if (folds is not null && (declaration.Entity is null || entity is not null))
        {
            _aggregates.Add(declaration.Create(new AggregateParts(feature, entity, folds)));
        }
    }

    private bool IsUnique(FeatureDefinition feature, AggregateDeclaration declaration)
    {
        var other = features.Keys.SelectMany(b => b.Aggregates).TakeWhile(a => a != declaration)
            .FirstOrDefault(a => a.Name == declaration.Name || a.State == declaration.State);
        if (other is not null)
        {
            Report(DiagnosticRules.DuplicateAggregate, feature, declaration, $"Another aggregate has the name '{other.Name}' and the state '{other.State.Name}'.");
            return false;
        }

        if (entities.Any(e => e.Name == declaration.Name))
        {
            Report(DiagnosticRules.DuplicateAggregate, feature, declaration, $"An entity has the name '{declaration.Name}', too.");
            return false;
        }

        return true;
    }

    private EntityDefinition? EntityOf(FeatureBuilder builder, FeatureDefinition feature, AggregateDeclaration declaration, Type type)
    {
        if (entities.FirstOrDefault(e => e.Type == type) is { } entity && Composition.Knows(builder, entity.Feature))
        {
            return entity;
        }

        if (!features.Keys.Any(b => Composition.Declares(b, type) && Composition.Knows(builder, b.Feature.Name)))
        {
            Report(DiagnosticRules.FoldedEvent, feature, declaration, $"The entity '{type.Name}' is declared neither by this feature nor by one that it requires.");
        }

        return null;
    }

    private List<AggregateFold>? FoldsOf(FeatureBuilder builder, FeatureDefinition feature, AggregateDeclaration declaration, EntityDefinition? entity)
    {
        var folds = new List<AggregateFold>();
        var isComplete = declaration.Folds.Count > 0;
        if (!isComplete)
        {
            Report(DiagnosticRules.FoldedEvent, feature, declaration, "It takes in no event.");
        }

        foreach (var fold in declaration.Folds)
        {
            if (declaration.Folds.TakeWhile(f => f != fold).Any(f => f.Data == fold.Data))
            {
                Report(DiagnosticRules.FoldedEvent, feature, declaration, $"It takes in '{fold.Data.Name}' twice.");
                isComplete = false;
            }
            else if (FoldOf(builder, feature, declaration, fold, entity) is { } found)
            {
                folds.Add(found);
            }
            else
            {
                isComplete = false;
            }
        }

        return isComplete ? folds : null;
    }

    private AggregateFold? FoldOf(
        FeatureBuilder builder, FeatureDefinition feature, AggregateDeclaration declaration, FoldDeclaration fold, EntityDefinition? entity)
    {
        if (EntityLife.EntityOf(fold.Data) is { } type)
        {
            if (type != declaration.Entity)
            {
                Report(DiagnosticRules.FoldedEvent, feature, declaration, $"It takes in events of the life of '{type.Name}', whose streams it does not fold.",
                    $"Add From<{type.Name}>().");
                return null;
            }

            if (declaration.SnapshotEvery is not null)
            {
                Report(DiagnosticRules.SnapshotOfRecord, feature, declaration, $"It takes in events of the life of '{type.Name}', and has snapshots.");
                return null;
            }

            return entity is null ? null : new AggregateFold(EntityLife.Of(fold.Data, entity), fold.Apply);
        }

        if (events.FirstOrDefault(e => e.Type == fold.Data) is { } definition && Composition.Knows(builder, definition.Feature))
        {
            return new AggregateFold(definition, fold.Apply);
        }

        if (!features.Keys.Any(b => b.Events.Exists(e => e.Type == fold.Data) && Composition.Knows(builder, b.Feature.Name)))
        {
            Report(DiagnosticRules.FoldedEvent, feature, declaration,
                $"The event '{fold.Data.Name}' is declared neither by this feature nor by one that it requires.");
        }

        return null;
    }

    private void Report(DiagnosticRule rule, FeatureDefinition feature, AggregateDeclaration declaration, string message, string? mend = null) =>
        diagnostics.Report(rule, feature.Name, declaration.Name, message, mend, declaration.Source);
}
