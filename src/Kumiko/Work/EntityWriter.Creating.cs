using Kumiko.Storage;

namespace Kumiko;

/// <content>New records.</content>
internal sealed partial class EntityWriter
{
    public Task<SaveResult> Create(EntityDefinition entity, Actor actor, Guid? id, object?[] values, WriteMode mode, CancellationToken cancellation) =>
        Save(entity, actor, hooks => CreateOne(entity, actor, id, values, mode, hooks, cancellation));

    private async Task<SaveResult> CreateOne(
        EntityDefinition entity, Actor actor, Guid? id, object?[] values, WriteMode mode, RecordHooks? hooks, CancellationToken cancellation)
    {
        var stream = new StreamId(actor.Tenant, id ?? ids.Next());
        if (unit.Records.TryGetValue(KeyOf(entity, stream), out var existing))
        {
            throw existing is { IsArchived: true }
                ? new StreamArchivedException(stream.Aggregate)
                : new VersionConflictException(stream.Aggregate, StreamVersion.None, existing?.Version ?? unit.KnownVersion(stream) ?? StreamVersion.None);
        }

        values = await BeforeCreate(hooks, entity, actor, stream, values);
        CheckTotals(entity, values);
        CheckStarts(entity, actor, values);
        values = await SealNew(entity, stream, values, isFresh: id is null, cancellation);
        var change = CreatedChange(stream, actor, values);
        var written = await Write(
            entity, actor, change, EventDraft.Of(entity.Name + EntityProjection.Created, PayloadOf(entity, values)), null,
            RequirementsOf(entity, actor.Tenant, values), mode, cancellation);
        var state = await AfterSave(hooks, entity, actor, null, written);
        return new SaveResult(entity, state, values, null, written.Event, clock.GetUtcNow(), services.ViewOf(entity)) { IsNew = true };
    }

    /// <summary>Creates records that fail or succeed together.</summary>
    public Task<IReadOnlyList<EntityState>> CreateMany(
        EntityDefinition entity, Actor actor, IReadOnlyList<object?[]> records, WriteMode mode, CancellationToken cancellation) =>
        Save(entity, actor, hooks => CreateAll(entity, actor, records, mode, hooks, cancellation));

    private async Task<IReadOnlyList<EntityState>> CreateAll(
        EntityDefinition entity, Actor actor, IReadOnlyList<object?[]> records, WriteMode mode, RecordHooks? hooks, CancellationToken cancellation)
    {
        var changes = new List<EntityChange>(records.Count);
        var states = new List<EntityState>(records.Count);
        var operations = new List<WriteOperation>(2 * records.Count);
        var created = entity.Name + EntityProjection.Created;
        foreach (var record in records)
        {
            var stream = new StreamId(actor.Tenant, ids.Next());
            var values = await BeforeCreate(hooks, entity, actor, stream, record, $"{states.Count}.");
            CheckTotals(entity, values);
            CheckStarts(entity, actor, values);
            values = await SealNew(entity, stream, values, isFresh: true, cancellation);
            var change = CreatedChange(stream, actor, values);
            var state = EntityProjection.Apply(entity, null, change)!;
            CheckWritable(entity, actor, change, null, state);
            changes.Add(change);
            states.Add(state);
            operations.Add(new WriteOperation.Append(EventOf(entity, actor, change, EventDraft.Of(created, PayloadOf(entity, values)))));
            operations.Add(EntityProjection.OperationOf(entity, entity.Table, change, state));
            operations.AddRange(RequirementsOf(entity, actor.Tenant, values, $"{states.Count - 1}."));
        }

        await CheckReferred(actor, cancellation);
        await Add(entity, changes, operations, mode, cancellation);
        foreach (var state in states)
        {
            unit.Records[KeyOf(entity, StreamOf(state))] = state;
        }

        foreach (var appended in operations.OfType<WriteOperation.Append>())
        {
            await services.Project(appended.Event, null);
        }

        foreach (var (appended, index) in hooks is null ? [] : operations.OfType<WriteOperation.Append>().Select((appended, index) => (appended, index)))
        {
            states[index] = await AfterSave(hooks, entity, actor, null, (states[index], appended.Event));
        }

        return states;
    }
}
