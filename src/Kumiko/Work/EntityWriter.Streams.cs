using Kumiko.Storage;

namespace Kumiko;

/// <summary>What can happen to a record's stream beside the record's own life.</summary>
internal sealed partial class EntityWriter
{
    /// <summary>Appends an event of the domain to a record's stream.</summary>
    /// <exception cref="VersionConflictException">The record is not at the version that is asked for.</exception>
    public async Task<EntityState> Append(
        EntityDefinition entity, Actor actor, Guid id, EventDraft draft, StreamVersion expected, WriteMode mode, CancellationToken cancellation)
    {
        var state = await LoadOwn(entity, actor, id, includeDeleted: true, cancellation);
        CheckVersion(state, expected);
        var change = Change(EntityChangeKind.Touched, state, actor);
        return (await Write(entity, actor, change, draft, state, [], mode, cancellation)).State!;
    }

    /// <summary>Appends an event of the domain to a record's stream behind a version; what matters is the event.</summary>
    public async Task<NewEvent> AppendAt(
        EntityDefinition entity, Actor actor, Guid id, EventDraft draft, StreamVersion expected, WriteMode mode, CancellationToken cancellation)
    {
        var state = await LoadOwn(entity, actor, id, includeDeleted: true, cancellation);
        CheckVersion(state, expected);
        return (await Write(entity, actor, Change(EntityChangeKind.Touched, state, actor), draft, state, [], mode, cancellation)).Event;
    }

    /// <summary>Archives a record: its row goes, and nothing can be written to its stream until it is restored.</summary>
    public async Task<EntityState> Archive(
        EntityDefinition entity, Actor actor, Guid id, StreamVersion? expected, string reason, CancellationToken cancellation)
    {
        var state = await LoadOwn(entity, actor, id, includeDeleted: true, cancellation);
        CheckVersion(state, expected);
        var change = Change(EntityChangeKind.Archived, state, actor);
        unit.SettleRequirements(KeyOf(entity, change.Stream));
        return (await Write(entity, actor, change, EventDraft.Archived(reason), state, [], WriteMode.Together, cancellation)).State!;
    }

    /// <summary>Takes a record out of the archive; its row is there again as it was.</summary>
    /// <exception cref="NotFoundException">There is no such record, archived or not.</exception>
    /// <exception cref="UnprocessableException">It is not archived.</exception>
    public async Task<EntityState> Unarchive(EntityDefinition entity, Actor actor, Guid id, WriteMode mode, CancellationToken cancellation)
    {
        var stream = new StreamId(actor.Tenant, id);
        if (!unit.Records.TryGetValue(KeyOf(entity, stream), out var state) || state is null)
        {
            state = await RecordLoader.LoadOwn(unit, entity, stream, new LoadOptions { IncludeArchived = true }, cancellation)
                ?? throw new NotFoundException(entity.Name, id.ToString());
        }

        CheckReadable(entity, actor, state);
        if (!state.IsArchived)
        {
            throw StreamWriter.NotArchived(id);
        }

        var change = Change(EntityChangeKind.Unarchived, state, actor);
        return (await Write(entity, actor, change, EventDraft.Of(SystemEvents.Restored), state, RequirementsOfReturn(entity, state), mode, cancellation)).State!;
    }

    /// <summary>A record without a row may be archived. Only who looks for it in vain pays for the question.</summary>
    private async Task<KumikoException> Missing(EntityDefinition entity, Actor actor, UnitOfWork.RowKey key, CancellationToken cancellation)
    {
        var session = await unit.ForReading(cancellation);
        var stream = new StreamId(key.Tenant, key.Id);
        return await session.ReadLastEvent(stream, cancellation) is { Type: SystemEvents.Archived } last && last.AggregateType == entity.Name
            && await RecordLoader.MayRead(unit, entity, services.ViewOf(entity, actor), stream, cancellation)
            ? new StreamArchivedException(key.Id)
            : new NotFoundException(entity.Name, key.Id.ToString());
    }

    private EntityChange Change(EntityChangeKind kind, EntityState state, Actor actor) =>
        new(kind, StreamOf(state), state.Version.Next(), Now(), actor.User, []);
}
