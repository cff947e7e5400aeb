using Kumiko.Storage;

namespace Kumiko;

/// <summary>Builds records from their events.</summary>
internal static class Aggregates
{
    public static async Task<EntityState?> Load(
        UnitOfWork unit, EntityDefinition entity, TenantId tenant, Guid id, AsOf asOf, CancellationToken cancellation)
    {
        var session = await unit.ForReading(cancellation);
        foreach (var owner in new[] { tenant, TenantId.System })
        {
            var events = await session.ReadStream(new StreamId(owner, id), asOf.Range, cancellation);
            if (events.Count > 0)
            {
                return events[0].AggregateType == entity.Name ? EntityProjection.Fold(entity, events) : null;
            }
        }

        return null;
    }
}
