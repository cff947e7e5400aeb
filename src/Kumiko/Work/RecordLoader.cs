using Kumiko.Storage;

namespace Kumiko;

/// <summary>Builds records from their events.</summary>
internal static class RecordLoader
{
    /// <summary>The record of the tenant, or the one of the system tenant, that all may read.</summary>
    public static async Task<EntityState?> Load(
        UnitOfWork unit, EntityDefinition entity, TenantId tenant, Guid id, LoadOptions options, CancellationToken cancellation)
    {
        foreach (var owner in new[] { tenant, TenantId.System })
        {
            if (await Fold(unit, entity, new StreamId(owner, id), options, cancellation) is { IsEmpty: false } found)
            {
                return found.State;
            }
        }

        return null;
    }

    /// <summary>The record of one stream; null when there is none, or it is archived and not asked for.</summary>
    public static async Task<EntityState?> LoadOwn(
        UnitOfWork unit, EntityDefinition entity, StreamId stream, LoadOptions options, CancellationToken cancellation) =>
        (await Fold(unit, entity, stream, options, cancellation)).State;

    private static async Task<(bool IsEmpty, EntityState? State)> Fold(
        UnitOfWork unit, EntityDefinition entity, StreamId stream, LoadOptions options, CancellationToken cancellation)
    {
        var session = await unit.ForReading(cancellation);
        StoredEvent? last = null;
        EntityState? state = null;
        await foreach (var page in StreamPages.Read(session, stream, options.AsOf.Range, cancellation))
        {
            if (page[0].AggregateType != entity.Name)
            {
                return (false, null);
            }

            last = page[^1];
            state = EntityProjection.Fold(entity, page, state);
        }

        return (last is null, last is null || await Hides(session, last, options, cancellation) ? null : state);
    }

    /// <summary>Whether a stream counts as empty, because it is archived now.</summary>
    /// <param name="session">Reads the stream's end where the loaded part does not tell it.</param>
    /// <param name="last">The last event that was loaded.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="cancellation">Ends the read.</param>
    public static async ValueTask<bool> Hides(StoreSession session, StoredEvent last, LoadOptions options, CancellationToken cancellation)
    {
        if (options.IncludeArchived)
        {
            return false;
        }

        var isWhole = options.AsOf.Range is { Until: null, UntilTime: null };
        return (isWhole ? last : await session.ReadLastEvent(last.Stream, cancellation)) is { Type: SystemEvents.Archived };
    }
}
