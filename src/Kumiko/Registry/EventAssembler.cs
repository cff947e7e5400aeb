namespace Kumiko;

/// <summary>Makes event definitions from declarations.</summary>
internal sealed class EventAssembler(IReadOnlyList<FeatureBuilder> builders, DiagnosticList diagnostics)
{
    public IReadOnlyList<EventDefinition> Assemble()
    {
        var events = new List<EventDefinition>();
        foreach (var builder in builders)
        {
            foreach (var declaration in builder.Events)
            {
                if (Assemble(builder.Feature.Name, declaration) is { } definition)
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
        }

        return events;
    }

    private EventDefinition? Assemble(string feature, EventDeclaration declaration)
    {
        if (!ShortNames.Check(diagnostics, feature, declaration.Name, declaration.Source))
        {
            return null;
        }

        var schemas = new SchemaFactory(feature, declaration.Name, declaration.Source, diagnostics, defaultCurrency: null);
        return schemas.Create(declaration.Type, SchemaPurpose.Event) is { } schema
            ? new EventDefinition(Names.Qualify(feature, "event", declaration.Name), feature, schema)
            : null;
    }
}
