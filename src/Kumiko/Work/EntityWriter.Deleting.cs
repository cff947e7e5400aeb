namespace Kumiko;

/// <content>Deletes, and what they mean for the records that refer to the one that goes.</content>
internal sealed partial class EntityWriter
{
    public async Task<DeleteResult> Delete(
        EntityDefinition entity, Actor actor, Guid id, StreamVersion? expected, WriteMode mode, CancellationToken cancellation)
    {
        var state = await LoadOwn(entity, actor, id, includeDeleted: false, cancellation);
        CheckVersion(state, expected);
        if (entity.Dependents.Count == 0)
        {
            return HooksOf(entity, actor) is { WritesWithDeletes: true }
                ? await services.AsOnePart(() => DeleteOne(entity, actor, state, mode, cancellation))
                : await DeleteOne(entity, actor, state, mode, cancellation);
        }

        if (expected is null)
        {
            // Nobody asked for a version, so whoever was quicker is no reason to fail: all of it is done again.
            unit.MarkDecided(StreamOf(state));
        }

        return await services.AsOnePart(async () =>
        {
            var result = await DeleteOne(entity, actor, state, WriteMode.Together, cancellation);
            await new Cascade(unit, this, services, actor).Run(entity, state, cancellation);
            return result;
        });
    }

    /// <summary>Deletes one record, whatever refers to it.</summary>
    internal async Task<DeleteResult> DeleteOne(
        EntityDefinition entity, Actor actor, EntityState found, WriteMode mode, CancellationToken cancellation)
    {
        var hooks = HooksOf(entity, actor);
        var state = await BeforeDelete(hooks, entity, actor, found, cancellation);
        var change = new EntityChange(EntityChangeKind.Deleted, StreamOf(state), state.Version.Next(), Now(), actor.User, []);
        var previous = await Seal(entity, state, state.Values, cancellation);
        var payload = JsonText.BytesOf((entity, previous), static (writer, s) =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("previous");
            s.entity.Schema.Write(writer, s.previous, JsonForm.Stored);
            writer.WriteEndObject();
        });
        unit.SettleRequirements(KeyOf(entity, change.Stream));
        var written = await Write(entity, actor, change, EventDraft.Of(entity.Name + EntityProjection.Deleted, payload), state, [], mode, cancellation);
        if (hooks is { PostDelete.Length: > 0 })
        {
            await After(hooks.PostDelete, new RecordMoment(entity, state, null), written.Event, actor);
        }

        return new DeleteResult(entity, written.State ?? state with { Version = change.Version }, written.Event!, clock.GetUtcNow(), services.ViewOf(entity));
    }
}
