using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// Creates, changes and removes records: every write is an event, understood by <see cref="EntityProjection"/> and added to the unit
/// of work together with the row that follows from it.
/// </summary>
internal sealed partial class EntityWriter(UnitOfWork unit, InvocationServices services, TimeProvider clock, IdGenerator ids)
{
    public Task<SaveResult> Update(
        EntityDefinition entity, Actor actor, Guid id, StreamVersion? expected, object?[] changes, WriteMode mode, CancellationToken cancellation) =>
        Save(entity, actor, hooks => UpdateOne(entity, actor, id, expected, changes, mode, hooks, cancellation));

    private async Task<SaveResult> UpdateOne(
        EntityDefinition entity, Actor actor, Guid id, StreamVersion? expected, object?[] changes, WriteMode mode, RecordHooks? hooks,
        CancellationToken cancellation)
    {
        var state = await LoadOwn(entity, actor, id, includeDeleted: false, cancellation);
        CheckVersion(state, expected);
        var issues = new IssueList();
        entity.Schema.ResolveWallClocks(changes, state.Values, "", issues);
        issues.ThrowIfAny();
        KeepUnwritable(entity, actor, state, changes);
        await BeforeUpdate(hooks, entity, actor, state, changes);
        CheckTransitions(entity, actor, state, changes);
        var previous = DropUnchanged(entity, state, changes);
        if (previous is null)
        {
            CheckWritable(entity, actor, Change(EntityChangeKind.Touched, state, actor), state, state);
            return new SaveResult(entity, state, changes, Array.ConvertAll(changes, _ => (object?)Absent.Value), null, clock.GetUtcNow(), services.ViewOf(entity));
        }

        CheckTotals(entity, EntityProjection.Merge(state.Values, changes));
        FollowSubjects(entity, state, changes, previous);
        changes = await Seal(entity, state, changes, cancellation);
        previous = await Seal(entity, state, previous, cancellation);
        var change = new EntityChange(EntityChangeKind.Updated, StreamOf(state), state.Version.Next(), Now(), actor.User, changes);
        var payload = JsonText.BytesOf((entity, changes, previous), static (writer, s) =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("changes");
            s.entity.Schema.Write(writer, s.changes, JsonForm.Stored);
            writer.WritePropertyName("previous");
            s.entity.Schema.Write(writer, s.previous, JsonForm.Stored);
            writer.WriteEndObject();
        });
        var written = await Write(entity, actor, change, EventDraft.Of(entity.Name + EntityProjection.Updated, payload), state,
            RequirementsOf(entity, state, changes), mode, cancellation);
        var saved = await AfterSave(hooks, entity, actor, state, written);
        return new SaveResult(entity, saved, changes, previous, written.Event, clock.GetUtcNow(), services.ViewOf(entity));
    }

    public Task<SaveResult> Restore(EntityDefinition entity, Actor actor, Guid id, WriteMode mode, CancellationToken cancellation) =>
        Save(entity, actor, hooks => RestoreOne(entity, actor, id, mode, hooks, cancellation));

    private async Task<SaveResult> RestoreOne(
        EntityDefinition entity, Actor actor, Guid id, WriteMode mode, RecordHooks? hooks, CancellationToken cancellation)
    {
        if (!entity.IsSoftDelete)
        {
            throw new UnprocessableException("soft_delete_not_enabled", $"'{entity.Name}' is not declared with soft delete.");
        }

        var state = await LoadOwn(entity, actor, id, includeDeleted: true, cancellation);
        if (!state.IsDeleted)
        {
            throw new UnprocessableException("not_deleted", $"'{id}' is not deleted.");
        }

        var change = new EntityChange(EntityChangeKind.Restored, StreamOf(state), state.Version.Next(), Now(), actor.User, []);
        var none = Array.ConvertAll(state.Values, _ => (object?)Absent.Value);
        var written = await Write(entity, actor, change, EventDraft.Of(entity.Name + EntityProjection.Restored), state,
            RequirementsOfReturn(entity, state), mode, cancellation);
        var saved = await AfterSave(hooks, entity, actor, state, written);
        return new SaveResult(entity, saved, none, none, written.Event, clock.GetUtcNow(), services.ViewOf(entity));
    }

    /// <summary>Finds a record of the tenant's own. Those of the system tenant can be read by everyone, but are not found here.</summary>
    /// <exception cref="NotFoundException">There is none, or it is deleted.</exception>
    /// <exception cref="StreamArchivedException">It is archived.</exception>
    public async Task<EntityState> LoadOwn(EntityDefinition entity, Actor actor, Guid id, bool includeDeleted, CancellationToken cancellation)
    {
        var key = KeyOf(entity, new StreamId(actor.Tenant, id));
        if (!unit.Records.TryGetValue(key, out var state))
        {
            var row = await unit.ForUntouchedRows.ReadRow(entity.Table, new TenantScope.Own(actor.Tenant), id, cancellation);
            if (row is not null)
            {
                state = await unit.Open(entity, entity.Columns.Read(row), cancellation);
                unit.Records[key] = state;
            }
        }

        if (state is not null)
        {
            CheckReadable(entity, actor, state);
        }

        return state switch
        {
            { IsArchived: true } => throw new StreamArchivedException(id),
            { IsDeleted: true } when !includeDeleted => throw new NotFoundException(entity.Name, id.ToString()),
            null => throw await Missing(entity, actor, key, cancellation),
            _ => state,
        };
    }

    public static UnitOfWork.RowKey KeyOf(EntityDefinition entity, StreamId stream) => new(entity.Table, stream.Tenant, stream.Aggregate);

    private static StreamId StreamOf(EntityState state) => new(state.Tenant, state.Id);

    /// <summary>The log keeps milliseconds, and so does everything that is derived from it.</summary>
    private DateTimeOffset Now() => Instants.ToMilliseconds(clock.GetUtcNow());

    /// <summary>Makes unchanged fields absent; returns the old values of the others, or null when nothing changes.</summary>
    private static object?[]? DropUnchanged(EntityDefinition entity, EntityState state, object?[] changes)
    {
        object?[]? previous = null;
        for (var i = 0; i < changes.Length; i++)
        {
            if (changes[i] == Absent.Value)
            {
                continue;
            }

            if (entity.Schema.Fields[i].Type.Same(changes[i], state.Values[i]))
            {
                changes[i] = Absent.Value;
                continue;
            }

            if (previous is null)
            {
                previous = new object?[changes.Length];
                Array.Fill(previous, Absent.Value);
            }

            previous[i] = state.Values[i];
        }

        return previous;
    }

    private async Task<(EntityState? State, NewEvent Event)> Write(
        EntityDefinition entity, Actor actor, EntityChange change, EventDraft draft, EntityState? before, IReadOnlyList<WriteOperation> requirements,
        WriteMode mode, CancellationToken cancellation)
    {
        var appended = EventOf(entity, actor, change, draft);
        var state = EntityProjection.Apply(entity, before, change);
        CheckWritable(entity, actor, change, before, state);
        await CheckReferred(actor, cancellation);
        var (append, row) = (new WriteOperation.Append(appended), EntityProjection.OperationOf(entity, entity.Table, change, state));
        await Add(entity, [change], requirements.Count == 0 ? [append, row] : [append, row, .. requirements], mode, cancellation);
        unit.Records[KeyOf(entity, change.Stream)] = state;
        await services.Project(appended, before);
        return (state, appended);
    }

    private async Task Add(
        EntityDefinition entity, IReadOnlyList<EntityChange> changes, IReadOnlyList<WriteOperation> operations, WriteMode mode, CancellationToken cancellation)
    {
        if (mode == WriteMode.Together)
        {
            foreach (var operation in operations)
            {
                unit.Add(operation);
            }

            return;
        }

        await unit.FlushAll(cancellation);
        try
        {
            await unit.AddNow(operations, cancellation);
        }
        catch (UniqueIndexException violation)
        {
            throw entity.UniqueViolation(violation);
        }
        catch (MissingRowException)
        {
            throw await MissingReferences.Find(unit, await unit.ForReading(cancellation), cancellation);
        }
        catch (DuplicateEventException)
        {
            throw new IdempotentReplayException(operations.OfType<WriteOperation.Append>().First().Event.IdempotencyKey);
        }
        catch (StreamConflictException)
        {
            throw await ConflictOf(entity, changes, cancellation);
        }
    }

    private async Task<KumikoException> ConflictOf(EntityDefinition entity, IReadOnlyList<EntityChange> changes, CancellationToken cancellation)
    {
        var session = await unit.ForReading(cancellation);
        foreach (var change in changes)
        {
            unit.Records.Remove(KeyOf(entity, change.Stream));
            var expected = new StreamVersion(change.Version.Value - 1);
            if (await StreamConflict.Find(session, change.Stream, expected, cancellation) is { } conflict)
            {
                return conflict;
            }
        }

        return new VersionConflictException(
            changes[^1].Stream.Aggregate, new StreamVersion(changes[^1].Version.Value - 1), new StreamVersion(changes[^1].Version.Value - 1));
    }

    private EntityChange CreatedChange(StreamId stream, Actor actor, object?[] values) =>
        new(EntityChangeKind.Created, stream, new StreamVersion(1), Now(), actor.User, values);

    private static ReadOnlyMemory<byte> PayloadOf(EntityDefinition entity, object?[] values) =>
        JsonText.BytesOf((entity, values), static (writer, s) => s.entity.Schema.Write(writer, s.values, JsonForm.Stored));

    private static NewEvent EventOf(EntityDefinition entity, Actor actor, EntityChange change, EventDraft draft) =>
        draft.At(change.Stream, change.Version, entity.Name, actor, change.At);
}
