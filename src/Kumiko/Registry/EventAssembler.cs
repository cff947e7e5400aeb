namespace Kumiko;

/// <summary>Makes event definitions from declarations.</summary>
internal sealed class EventAssembler(IReadOnlyList<FeatureBuilder> builders, DiagnosticList diagnostics)
{
    public IReadOnlyList<EventDefinition> Assemble()
    {
        var events = new List<EventDefinition>();
        foreach (var builder in builders)
        {
            var migrations = new MigrationAssembler(builder, diagnostics);
            foreach (var declaration in builder.Events)
            {
                if (Assemble(builder.Feature.Name, declaration, migrations.StepsOf(declaration)) is { } definition)
                {
                    if (events.Exists(e => e.Name == definition.Name || e.Type == definition.Type))
                    {
                        diagnostics.Report(DiagnosticRules.DuplicateEvent, builder.Feature.Name, declaration.Name,
                            $"'{definition.Name}' or its payload '{declaration.Type.Name}' is declared twice.", source: declaration.Source);
                        continue;
                    }

                    events.Add(definition);
                }
            }

            migrations.ReportOrphans();
        }

        return events;
    }

    private EventDefinition? Assemble(string feature, EventDeclaration declaration, IReadOnlyList<MigrationStep> steps)
    {
        if (!ShortNames.Check(diagnostics, feature, declaration.Name, declaration.Source))
        {
            return null;
        }

        var schemas = new SchemaFactory(feature, declaration.Name, declaration.Source, diagnostics, defaultCurrency: null);
        return schemas.Create(declaration.Type, SchemaPurpose.Event) is { } schema
            ? new EventDefinition(Names.Qualify(feature, "event", declaration.Name), feature, declaration.Version, schema, steps, declaration.Typed)
            : null;
    }
}
