namespace Kumiko;

/// <summary>Checks the steps of commands, and makes data of them.</summary>
internal sealed class StepAssembler(
    IReadOnlyList<FeatureBuilder> builders, IReadOnlyList<EntityDefinition> entities, IReadOnlyList<EventDefinition> events, DiagnosticList diagnostics)
{
    public void Assemble()
    {
        foreach (var builder in builders)
        {
            foreach (var handler in builder.Handlers)
            {
                if (handler.Pipeline is { } pipeline)
                {
                    new StepStructureChecker(builder, handler, pipeline, diagnostics).Check();
                    pipeline.Definitions = DefinitionsOf(builder, handler, pipeline.Root);
                }
            }
        }
    }

    private List<StepDefinition> DefinitionsOf(FeatureBuilder builder, HandlerDeclaration handler, StepScope scope) => [.. scope.Steps.Select(step => new StepDefinition
    {
        Name = step.Name,
        Kind = step.Kind,
        Entity = step.Entity is { } type ? EntityOf(builder, handler, step, type)?.Name : StreamOf(builder, handler, step),
        Event = step.Event is { } data ? EventOf(builder, handler, step, data)?.Name : null,
        Uses = [.. step.Uses.Select(u => u.Name)],
        Bodies = [.. step.Bodies.Select(b => new StepBody(b.Label, DefinitionsOf(builder, handler, b)))],
    })];

    private EntityDefinition? EntityOf(FeatureBuilder builder, HandlerDeclaration handler, StepDeclaration step, Type type)
    {
        if (entities.FirstOrDefault(e => e.Type == type) is not { } entity)
        {
            if (!builders.Any(b => Composition.Declares(b, type)))
            {
                Report(builder, handler, step, $"No feature declares the entity '{type.Name}'.", null);
            }

            return null;
        }

        CheckKnown(builder, handler, step, entity.Name, entity.Feature);
        return entity;
    }

    private string? StreamOf(FeatureBuilder builder, HandlerDeclaration handler, StepDeclaration step)
    {
        if (step.AggregateType is { } type && (string.IsNullOrWhiteSpace(type) || entities.Any(e => e.Name == type)))
        {
            Report(builder, handler, step, type.Length > 0 && entities.Any(e => e.Name == type) ? $"'{type}' is an entity." : "The kind of aggregate is blank.",
                "Append to the result of a step that reads or writes the record, or name the kind of aggregate.");
        }

        return step.AggregateType;
    }

    private EventDefinition? EventOf(FeatureBuilder builder, HandlerDeclaration handler, StepDeclaration step, Type data)
    {
        if (events.FirstOrDefault(e => e.Type == data) is not { } definition)
        {
            if (!builders.Any(b => b.Events.Exists(e => e.Type == data)))
            {
                Report(builder, handler, step, $"No feature declares the event '{data.Name}'.", null);
            }

            return null;
        }

        if (definition.Feature != builder.Feature.Name)
        {
            Report(builder, handler, step, $"'{definition.Name}' is an event of the feature '{definition.Feature}', which alone appends it.", "Call a command of that feature.");
        }

        return definition;
    }

    private void CheckKnown(FeatureBuilder builder, HandlerDeclaration handler, StepDeclaration step, string what, string feature)
    {
        if (!Composition.Knows(builder, feature))
        {
            Report(builder, handler, step, $"'{what}' belongs to the feature '{feature}', which is not required.", $"Call Requires(\"{feature}\").");
        }
    }

    private void Report(FeatureBuilder builder, HandlerDeclaration handler, StepDeclaration step, string message, string? mend) =>
        diagnostics.Report(DiagnosticRules.StepTarget, builder.Feature.Name, $"{handler.Name}/{step.Name}", message, mend, handler.Source);
}
