using System.Collections.Frozen;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Runs the projections of the application in the unit of work that appends the events.</summary>
internal sealed class InlineProjections
{
    private readonly FrozenDictionary<string, ProjectionDefinition[]> _byType;

    public InlineProjections(IReadOnlyList<ProjectionDefinition> projections) => _byType = projections
        .SelectMany(p => p.EventTypes, (projection, type) => (projection, type))
        .GroupBy(p => p.type, p => p.projection)
        .ToFrozenDictionary(g => g.Key, g => g.ToArray());

    /// <summary>Changes the rows that follow from an event. Called right after the event, and the change of its record, went to the unit.</summary>
    /// <param name="appended">The event.</param>
    /// <param name="before">The record before the event; null for none.</param>
    /// <param name="services">Their unit takes the changes; after a failure it can no longer be committed.</param>
    /// <exception cref="KumikoException">A handler refuses the event.</exception>
    /// <exception cref="ProjectionException">A handler failed otherwise.</exception>
    public ValueTask Run(NewEvent appended, EntityState? before, InvocationServices services) =>
        _byType.TryGetValue(appended.Type, out var projections) ? Run(projections, appended, before, services) : ValueTask.CompletedTask;

    private static async ValueTask Run(
        ProjectionDefinition[] projections, NewEvent appended, EntityState? before, InvocationServices services)
    {
        var stored = new StoredEvent
        {
            Position = EventPosition.Start,
            Stream = appended.Stream,
            AggregateType = appended.AggregateType,
            Version = appended.Version,
            Type = appended.Type,
            SchemaVersion = appended.SchemaVersion,
            Payload = appended.Payload,
            Metadata = appended.Metadata,
            CreatedAt = appended.CreatedAt,
            CreatedBy = appended.CreatedBy,
        };
        var states = new EntityStateAtHand(before);
        foreach (var projection in projections)
        {
            try
            {
                await projection.Apply(stored, projection.Table, services, states);
            }
            catch (Exception exception)
            {
                var failure = exception is KumikoException or StoreException or OperationCanceledException
                    ? exception
                    : new ProjectionException(projection.Name, stored, exception);
                services.Unit.Spoil(failure);
                if (failure == exception)
                {
                    throw;
                }

                throw failure;
            }
        }
    }
}
