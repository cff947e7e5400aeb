namespace Kumiko;

/// <summary>Finds the events that one projection or consumer handles.</summary>
internal sealed class SubscriptionAssembler(
    FeatureBuilder builder, ProjectionDeclaration declaration, IEnumerable<FeatureBuilder> builders, IReadOnlyList<EntityDefinition> entities,
    IReadOnlyList<EventDefinition> events, DiagnosticList diagnostics)
{
    public (IReadOnlyList<EventSubscription> Subscriptions, IReadOnlyList<string> Sources) Assemble()
    {
        var sources = Sources();
        if (declaration.Subscriptions.Count == 0)
        {
            Report(DiagnosticRules.NothingHandled, "There is no On<…>.");
        }

        var subscriptions = new List<EventSubscription>();
        var handled = new HashSet<Type>();
        foreach (var subscription in declaration.Subscriptions)
        {
            if (!handled.Add(subscription.Data))
            {
                Report(DiagnosticRules.DeclaredTwice, $"'{NameOf(subscription.Data)}' is handled twice.", "Do both in one handler.");
            }
            else if (Assemble(subscription, sources) is { } assembled)
            {
                subscriptions.Add(assembled);
            }
        }

        return (subscriptions, sources);
    }

    private List<string> Sources()
    {
        var sources = new List<string>();
        foreach (var type in declaration.SourceEntities)
        {
            if (EntityOf(type, DiagnosticRules.ProjectionSource) is { } entity)
            {
                sources.Add(entity.Name);
            }
        }

        foreach (var source in declaration.SourceTypes)
        {
            if (string.IsNullOrWhiteSpace(source))
            {
                Report(DiagnosticRules.ProjectionSource, "A source is blank.");
            }
            else if (entities.FirstOrDefault(e => e.Name == source) is { } entity)
            {
                Report(DiagnosticRules.ProjectionSource, $"'{source}' is an entity.", $"Write From<{entity.Type.Name}>().");
            }

            sources.Add(source);
        }

        return [.. sources.Distinct()];
    }

    private EventSubscription? Assemble(SubscriptionDeclaration subscription, List<string> sources)
    {
        if (EntityLife.EntityOf(subscription.Data) is { } type)
        {
            return EntityOf(type, DiagnosticRules.HandledEvent) is { } entity ? AssembleLife(subscription, entity, sources) : null;
        }

        if (events.FirstOrDefault(e => e.Type == subscription.Data) is not { } definition)
        {
            if (!builders.Any(b => b.Events.Exists(e => e.Type == subscription.Data)))
            {
                Report(DiagnosticRules.HandledEvent, $"No feature declares the event '{NameOf(subscription.Data)}'.");
            }

            return null;
        }

        if (!Composition.Knows(builder, definition.Feature))
        {
            ReportUnknown(DiagnosticRules.HandledEvent, definition.Name, definition.Feature);
        }

        return new EventSubscription(definition, subscription.Handle);
    }

    private EventSubscription AssembleLife(SubscriptionDeclaration subscription, EntityDefinition entity, List<string> sources)
    {
        if (subscription.Data.GetGenericTypeDefinition() == typeof(Restored<>) && !entity.IsSoftDelete)
        {
            Report(DiagnosticRules.HandledEvent, $"'{entity.Name}' has no soft delete, so that no record is ever restored.");
        }

        if (sources.Count > 0 && !sources.Contains(entity.Name))
        {
            Report(DiagnosticRules.ProjectionSource, $"It handles '{NameOf(subscription.Data)}', but '{entity.Name}' is none of its sources.",
                $"Add From<{entity.Type.Name}>().");
        }

        return new EventSubscription(EntityLife.Of(subscription.Data, entity), subscription.Handle);
    }

    private EntityDefinition? EntityOf(Type type, DiagnosticRule rule)
    {
        if (entities.FirstOrDefault(e => e.Type == type) is not { } entity)
        {
            if (!builders.Any(b => Composition.Declares(b, type)))
            {
                Report(rule, $"No feature declares the entity '{type.Name}'.");
            }

            return null;
        }

        if (!Composition.Knows(builder, entity.Feature))
        {
            ReportUnknown(rule, entity.Name, entity.Feature);
        }

        return entity;
    }

    private void ReportUnknown(DiagnosticRule rule, string what, string feature) =>
        Report(rule, $"'{what}' belongs to the feature '{feature}', which is not required.", $"Call Requires(\"{feature}\").");

    private void Report(DiagnosticRule rule, string message, string? mend = null) =>
        diagnostics.Report(rule, builder.Feature.Name, declaration.Name, message, mend, declaration.Source);

    private static string NameOf(Type type) =>
        type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : type.Name;
}
