namespace Kumiko;

/// <summary>Finds what the steps of one command are about, and reports what is not there.</summary>
internal sealed class StepTargets(
    FeatureBuilder builder, HandlerDeclaration handler, IReadOnlyList<FeatureBuilder> builders, IReadOnlyList<EntityDefinition> entities,
    IReadOnlyList<EventDefinition> events, IReadOnlyDictionary<Type, StepRows> rows, DiagnosticList diagnostics)
{
    public string? EntityOf(StepDeclaration step)
    {
        if (step.Entity is not { } type)
        {
            return StreamOf(step);
        }

        if (entities.FirstOrDefault(e => e.Type == type) is not { } entity)
        {
            if (!builders.Any(b => Composition.Declares(b, type)))
            {
                Report(step, $"No feature declares the entity '{type.Name}'.", null);
            }

            return null;
        }

        CheckKnown(step, entity.Name, entity.Feature);
        return entity.Name;
    }

    public string? EventOf(StepDeclaration step)
    {
        if (step.Event is not { } data)
        {
            return null;
        }

        if (events.FirstOrDefault(e => e.Type == data) is not { } definition)
        {
            if (!builders.Any(b => b.Events.Exists(e => e.Type == data)))
            {
                Report(step, $"No feature declares the event '{data.Name}'.", null);
            }

            return null;
        }

        if (definition.Feature != builder.Feature.Name)
        {
            Report(step, $"'{definition.Name}' is an event of the feature '{definition.Feature}', which alone appends it.", "Call a command of that feature.");
        }

        return definition.Name;
    }

    public string? CommandOf(StepDeclaration step)
    {
        if (step.Command is not { } input)
        {
            return null;
        }

        var owner = builders.FirstOrDefault(b => b.Handlers.Exists(h => h.Kind == HandlerKind.Write && h.Input == input));
        if (owner is null)
        {
            Report(step, $"No command takes '{input.Name}'.", null);
            return null;
        }

        var name = Names.Qualify(owner.Feature.Name, HandlerKind.Write.Word(), owner.Handlers.First(h => h.Kind == HandlerKind.Write && h.Input == input).Name);
        CheckKnown(step, name, owner.Feature.Name);
        return name;
    }

    public string? TableOf(StepDeclaration step)
    {
        if (step.Rows is not { } type)
        {
            return null;
        }

        if (!rows.TryGetValue(type, out var found))
        {
            if (!builders.Any(b => b.Tables.Any(t => t.Rows?.Type == type)))
            {
                Report(step, $"No feature declares a table with rows of '{type.Name}'.", null);
            }

            return null;
        }

        CheckKnown(step, found.Rows.Table.Name, found.Feature);
        return found.Rows.Table.Name;
    }

    private string? StreamOf(StepDeclaration step)
    {
        if (step.AggregateType is { } type && (string.IsNullOrWhiteSpace(type) || entities.Any(e => e.Name == type)))
        {
            Report(step, string.IsNullOrWhiteSpace(type) ? "The kind of aggregate is blank." : $"'{type}' is an entity.",
                "Append to the result of a step that reads or writes the record, or name the kind of aggregate.");
        }

        return step.AggregateType;
    }

    private void CheckKnown(StepDeclaration step, string what, string feature)
    {
        if (!Composition.Knows(builder, feature))
        {
            Report(step, $"'{what}' belongs to the feature '{feature}', which is not required.", $"Call Requires(\"{feature}\").");
        }
    }

    private void Report(StepDeclaration step, string message, string? mend) =>
        diagnostics.Report(DiagnosticRules.StepTarget, builder.Feature.Name, $"{handler.Name}/{step.Name}", message, mend, handler.Source);
}
