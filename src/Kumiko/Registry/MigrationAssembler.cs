namespace Kumiko;

/// <summary>Makes a feature's migrations from declarations, and checks that they lead from each event's first version to the declared one.</summary>
internal sealed class MigrationAssembler(FeatureBuilder builder, DiagnosticList diagnostics)
{
    private string Feature => builder.Feature.Name;

    /// <summary>The steps of an event, the first one from version 1; fewer than its version asks for where something is wrong.</summary>
    public IReadOnlyList<MigrationStep> StepsOf(EventDeclaration declaration)
    {
        if (declaration.Version < 1)
        {
            diagnostics.Report(DiagnosticRules.EventVersion, Feature, declaration.Name,
                $"The version is {declaration.Version}.", source: declaration.Source);
            return [];
        }

        var steps = new SortedDictionary<int, MigrationStep>();
        var seen = new HashSet<int>();
        foreach (var migration in builder.Migrations.Where(m => m.Event == declaration.Type))
        {
            if (IsStep(declaration, migration, seen) && Create(declaration, migration) is { } step)
            {
                steps.Add(migration.From, step);
            }
        }

        foreach (var missing in Enumerable.Range(1, declaration.Version - 1).Where(from => !seen.Contains(from)))
        {
            diagnostics.Report(DiagnosticRules.MigrationChain, Feature, declaration.Name,
                $"The step from version {missing} to {missing + 1} is missing.", source: declaration.Source);
        }

        return [.. steps.Values];
    }

    /// <summary>Reports migrations of events that the feature does not declare.</summary>
    public void ReportOrphans()
    {
        foreach (var migration in builder.Migrations.Where(m => !builder.Events.Exists(e => e.Type == m.Event)))
        {
            diagnostics.Report(DiagnosticRules.MigrationOwner, Feature, migration.Event.Name,
                $"'{migration.Event.Name}' is no event of this feature.", source: migration.Source);
        }
    }

    private bool IsStep(EventDeclaration declaration, MigrationDeclaration migration, HashSet<int> seen)
    {
        var (from, to) = (migration.From, migration.To);
        if (from < 1 || to != from + 1)
        {
            diagnostics.Report(DiagnosticRules.MigrationStep, Feature, declaration.Name, $"A migration leads from version {from} to {to}.", source: migration.Source);
            return false;
        }

        if (!seen.Add(from))
        {
            diagnostics.Report(DiagnosticRules.MigrationStep, Feature, declaration.Name,
                $"The step from version {from} to {to} is declared twice.", source: migration.Source);
            return false;
        }

        if (to > declaration.Version)
        {
            diagnostics.Report(DiagnosticRules.MigrationChain, Feature, declaration.Name,
                $"A migration leads to version {to}, and the event is at version {declaration.Version}.", source: migration.Source);
            return false;
        }

        foreach (var problem in migration.Problems)
        {
            diagnostics.Report(DiagnosticRules.MigrationNames, Feature, declaration.Name, problem, source: migration.Source);
        }

        return true;
    }

    private MigrationStep? Create(EventDeclaration declaration, MigrationDeclaration migration)
    {
        if (migration.OldShape is null || migration.NewShape is null)
        {
            return migration.Create(null, null);
        }

        var schemas = new SchemaFactory(Feature, declaration.Name, migration.Source, diagnostics, defaultCurrency: null);
        var old = schemas.Create(migration.OldShape, SchemaPurpose.Event);
        var next = migration.NewShape == declaration.Type ? Quiet(migration.NewShape) : schemas.Create(migration.NewShape, SchemaPurpose.Event);
        return old is not null && next is not null ? migration.Create(old, next) : null;
    }

    /// <summary>What is wrong with the event's own type is reported where the event is declared.</summary>
    private RecordSchema? Quiet(Type type) =>
        new SchemaFactory(Feature, type.Name, null, new DiagnosticList(), defaultCurrency: null).Create(type, SchemaPurpose.Event);
}
