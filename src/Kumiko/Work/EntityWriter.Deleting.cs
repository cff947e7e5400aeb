using Kumiko.Storage;

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
            return await DeleteOne(entity, actor, state, mode, cancellation);
        }

        if (expected is null)
        {
            // Nobody asked for a version, so whoever was quicker is no reason to fail: all of it is done again.
            unit.MarkDecided(StreamOf(state));
        }

        StoreException failure;
        await using (var scope = await unit.OpenScope(cancellation))
        {
            try
            {
                var result = await DeleteOne(entity, actor, state, WriteMode.Together, cancellation);
                await new Cascade(unit, this, actor).Run(entity, state, cancellation);
                scope.Keep();
                return result;
            }
            catch (StoreException exception)
            {
                failure = exception;
            }
        }

        if (unit.HasFailed || failure is TransientStoreException)
        {
            throw failure;
        }

        var command = unit.Command;
        var error = await FailureTranslator.Translate(failure, unit, unit.ForUntouchedRows, services.Registry, cancellation);
        unit.Command = command;
        throw error;
    }

    /// <summary>Deletes one record, whatever refers to it.</summary>
    internal async Task<DeleteResult> DeleteOne(
        EntityDefinition entity, Actor actor, EntityState state, WriteMode mode, CancellationToken cancellation)
    {
        var change = new EntityChange(EntityChangeKind.Deleted, StreamOf(state), state.Version.Next(), Now(), actor.User, []);
        var payload = JsonText.BytesOf((entity, state), static (writer, s) =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("previous");
            s.entity.Schema.Write(writer, s.state.Values, JsonForm.Stored);
            writer.WriteEndObject();
        });
        unit.SettleRequirements(KeyOf(entity, change.Stream));
        var written = await Write(entity, actor, change, EventDraft.Of(entity.Name + EntityProjection.Deleted, payload), state, [], mode, cancellation);
        return new DeleteResult(entity, written.State ?? state with { Version = change.Version }, written.Event!, clock.GetUtcNow(), services.ViewOf(entity));
    }
}
