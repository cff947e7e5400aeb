using Kumiko.Storage;

namespace Kumiko;

/// <summary>Appends to streams that are no records'.</summary>
internal sealed class StreamWriter(UnitOfWork unit, InvocationServices services, TimeProvider clock)
{
    /// <summary>Appends an event.</summary>
    /// <exception cref="VersionConflictException">The stream does not stand where the event expects it, as far as that is known already.</exception>
    /// <exception cref="StreamArchivedException">The stream is archived.</exception>
    public async Task<NewEvent> Append(string aggregateType, Actor actor, Guid id, EventDraft draft, WriteMode mode, CancellationToken cancellation)
    {
        if (mode == WriteMode.AtOnce)
        {
            await unit.FlushAll(cancellation);
        }

        var stream = new StreamId(actor.Tenant, id);
        var appended = draft.At(
            stream, (await PlaceOf(aggregateType, stream, draft.Options?.ExpectedVersion, cancellation)).Next(), aggregateType, actor,
            Instants.ToMilliseconds(clock.GetUtcNow()));
        if (mode == WriteMode.Together)
        {
            unit.Add(new WriteOperation.Append(appended));
        }
        else
        {
            await AddNow(appended, cancellation);
        }

        await services.Project(appended, null);
        return appended;
    }

    /// <summary>Makes a stream read-only, and empty for those who load it.</summary>
    /// <exception cref="NotFoundException">There is no such stream.</exception>
    /// <exception cref="StreamArchivedException">It is archived already.</exception>
    public async Task Archive(string aggregateType, Actor actor, Guid id, string reason, CancellationToken cancellation)
    {
        var last = await LastEvent(aggregateType, actor, id, cancellation);
        if (last.Type == SystemEvents.Archived)
        {
            throw new StreamArchivedException(id);
        }

        await Append(aggregateType, actor, id, EventDraft.Archived(reason) with { Options = last.Version }, WriteMode.Together, cancellation);
    }

    /// <summary>Takes a stream out of the archive.</summary>
    /// <exception cref="NotFoundException">There is no such stream.</exception>
    /// <exception cref="UnprocessableException">It is not archived.</exception>
    public async Task Restore(string aggregateType, Actor actor, Guid id, CancellationToken cancellation)
    {
        var last = await LastEvent(aggregateType, actor, id, cancellation);
        if (last.Type != SystemEvents.Archived)
        {
            throw NotArchived(id);
        }

        var restored = EventDraft.Of(SystemEvents.Restored)
            .At(last.Stream, last.Version.Next(), aggregateType, actor, Instants.ToMilliseconds(clock.GetUtcNow()));
        unit.Add(new WriteOperation.Append(restored));
        await services.Project(restored, null);
    }

    public static UnprocessableException NotArchived(Guid id) => new("not_archived", $"'{id}' is not archived.");

    private async Task<StoredEvent> LastEvent(string aggregateType, Actor actor, Guid id, CancellationToken cancellation)
    {
        var session = await unit.ForReading(cancellation);
        return await session.ReadLastEvent(new StreamId(actor.Tenant, id), cancellation) is { } last && last.AggregateType == aggregateType
            ? last
            : throw new NotFoundException(aggregateType, id.ToString());
    }

    private async ValueTask<StreamVersion> PlaceOf(string aggregateType, StreamId stream, StreamVersion? expected, CancellationToken cancellation)
    {
        if (unit.KnownVersion(stream) is { } known)
        {
            return unit.IsArchived(stream) ? throw new StreamArchivedException(stream.Aggregate)
                : expected is { } version && version != known ? throw new VersionConflictException(stream.Aggregate, version, known)
                : known;
        }

        if (expected is { } asked)
        {
            return asked;
        }

        var last = await (await unit.ForReading(cancellation)).ReadLastEvent(stream, cancellation);
        if (last is null)
        {
            return StreamVersion.None;
        }

        if (last.AggregateType != aggregateType)
        {
            throw new InvalidOperationException(
                $"The stream '{stream.Aggregate}' is of the type '{last.AggregateType}'; an event of '{aggregateType}' cannot be appended to it.");
        }

        return last.Type == SystemEvents.Archived ? throw new StreamArchivedException(stream.Aggregate) : last.Version;
    }

    private async Task AddNow(NewEvent appended, CancellationToken cancellation)
    {
        try
        {
            await unit.AddNow([new WriteOperation.Append(appended)], cancellation);
        }
        catch (DuplicateEventException)
        {
            throw new IdempotentReplayException(appended.IdempotencyKey);
        }
        catch (StreamConflictException refused)
        {
            var session = await unit.ForReading(cancellation);
            throw await StreamConflict.Find(session, appended.Stream, new StreamVersion(appended.Version.Value - 1), cancellation)
                ?? new ConflictException("stale_state", refused.Message);
        }
    }
}
