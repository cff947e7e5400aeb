namespace Kumiko;

/// <summary>Everything in an application that can be derived from the log.</summary>
internal static class RebuildTargets
{
    public static IEnumerable<RebuildTarget> Of(Registry registry) =>
        registry.Entities.Select(entity => (RebuildTarget)new EntityTarget(entity))
            .Concat(registry.Projections.Select(projection => new ProjectionTarget(projection, registry)))
            .Concat(registry.Consumers.Where(consumer => consumer.Table is not null).Select(consumer => new ConsumerTarget(consumer, registry)));
}
