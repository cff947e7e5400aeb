using Kumiko.Storage;

namespace Kumiko;

/// <summary>Builds records from their events.</summary>
internal static class RecordLoader
{
    /// <summary>The record of the tenant, or the one of the system tenant, that all may read; null for who may not read it as it is now.</summary>
    public static async Task<EntityState?> Load(
        UnitOfWork unit, EntityDefinition entity, TenantId tenant, Guid id, LoadOptions options, RecordView? view, CancellationToken cancellation)
    {
        foreach (var owner in new[] { tenant, TenantId.System })
        {
            if (await Fold(unit, entity, new StreamId(owner, id), options, cancellation) is { IsEmpty: false } found)
            {
                return found.State is not null && await MayRead(unit, entity, view, new StreamId(owner, id), cancellation) ? found.State : null;
            }
        }

        return null;
    }

    /// <summary>The record of one stream; null when there is none, or it is archived and not asked for.</summary>
    public static async Task<EntityState?> LoadOwn(
        UnitOfWork unit, EntityDefinition entity, StreamId stream, LoadOptions options, CancellationToken cancellation) =>
        (await Fold(unit, entity, stream, options, cancellation)).State;

    /// <summary>
    /// Whether somebody may read a stream: who may read the record as it is now may read its past, too, and who may not may read neither. What is gone
    /// counts as it was last.
    /// </summary>
    public static async ValueTask<bool> MayRead(
        UnitOfWork unit, EntityDefinition entity, RecordView? view, StreamId stream, CancellationToken cancellation) =>
        view is null or { SeesAllRecords: true } || (await LoadLast(unit, entity, stream, cancellation) is { } last && view.CanRead(last));

    /// <summary>The record as it is, archived or not, or as it was when it was deleted; null when there never was one.</summary>
    public static async Task<EntityState?> LoadLast(UnitOfWork unit, EntityDefinition entity, StreamId stream, CancellationToken cancellation)
    {
        if (unit.Records.TryGetValue(EntityWriter.KeyOf(entity, stream), out var known) && known is not null)
        {
            return known;
        }

        var session = await unit.ForReading(cancellation);
        if (await session.ReadRow(entity.Table, new TenantScope.Own(stream.Tenant), stream.Aggregate, cancellation) is { } row)
        {
            return await unit.Open(entity, entity.Columns.Read(row), cancellation);
        }

        var last = await session.ReadLastEvent(stream, cancellation);
        return last is null ? null
            : await LoadOwn(unit, entity, stream, new LoadOptions { IncludeArchived = true }, cancellation)
                ?? await LoadOwn(unit, entity, stream, new LoadOptions { IncludeArchived = true, AsOf = AsOf.Version(new StreamVersion(last.Version.Value - 1)) }, cancellation);
    }

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

        return (last is null, last is null || state is null || await Hides(session, last, options, cancellation)
            ? null
            : await unit.Open(entity, state, cancellation));
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
