using Kumiko.Storage;

namespace Kumiko;

/// <summary>Hooks beside writes. None, for most entities.</summary>
internal sealed partial class EntityWriter
{
    /// <summary>Gives an instance what was written to its record, by whoever.</summary>
    public void Stamp(EntityDefinition entity, Actor actor, Entity record, EntityState state)
    {
        EntityDefinition.Stamp(record, state);
        if (HooksOf(entity, actor) is not null)
        {
            entity.Schema.Fill(record, state.Values);
        }
    }

    /// <summary>The hooks of whose code writes, then those of the entity. In a rebuild everything has followed already.</summary>
    private RecordHooks? HooksOf(EntityDefinition entity, Actor actor) =>
        unit.OnlyTable is not null ? null : actor.Hooks is { } own ? own.Of(entity) : entity.Hooks;

    /// <summary>Saves with the hooks that belong to it; in one part with them where they write, too.</summary>
    private Task<TResult> Save<TResult>(EntityDefinition entity, Actor actor, Func<RecordHooks?, Task<TResult>> save)
    {
        var hooks = HooksOf(entity, actor);
        return hooks is { WritesWithSaves: true } ? services.AsOnePart(() => save(hooks)) : save(hooks);
    }

    /// <summary>Lets hooks change what is created.</summary>
    private async ValueTask<object?[]> BeforeCreate(RecordHooks? hooks, EntityDefinition entity, Actor actor, StreamId stream, object?[] values, string path = "")
    {
        if (hooks is not { PreSave.Length: > 0 })
        {
            return values;
        }

        var created = EntityProjection.Apply(entity, null, CreatedChange(stream, actor, values))! with { Version = StreamVersion.None };
        return await BeforeSave(hooks, entity, actor, null, created, path) ?? values;
    }

    /// <summary>Lets hooks change what is changed; what they leave as it is stays absent.</summary>
    private async ValueTask BeforeUpdate(RecordHooks? hooks, EntityDefinition entity, Actor actor, EntityState state, object?[] changes)
    {
        if (hooks is not { PreSave.Length: > 0 })
        {
            return;
        }

        var merged = EntityProjection.Merge(state.Values, changes);
        if (await BeforeSave(hooks, entity, actor, state, state with { Values = merged }) is { } wanted)
        {
            foreach (var field in entity.Schema.Fields)
            {
                if (!field.Type.Same(wanted[field.Ordinal], merged[field.Ordinal]))
                {
                    changes[field.Ordinal] = wanted[field.Ordinal];
                }
            }
        }
    }

    private async Task<object?[]?> BeforeSave(RecordHooks hooks, EntityDefinition entity, Actor actor, EntityState? before, EntityState after, string path = "")
    {
        var moment = new RecordMoment(entity, before, after);
        foreach (var hook in hooks.PreSave.Where(services.Runs))
        {
            await services.Within(hook, () => hook.Declaration.Write!(moment, new QueryContext(services, hook, actor.Unrestricted(null))));
            moment = moment with { After = after with { Values = moment.Wanted! } };
        }

        if (moment.Wanted is not null)
        {
            var issues = new IssueList();
            entity.Schema.Check(moment.Wanted, path, issues);
            issues.ThrowIfAny();
        }

        return moment.Wanted;
    }

    /// <summary>Runs what follows from a save, or queues it.</summary>
    /// <returns>The record as it is then.</returns>
    private async ValueTask<EntityState> AfterSave(
        RecordHooks? hooks, EntityDefinition entity, Actor actor, EntityState? before, (EntityState? State, NewEvent Event) written)
    {
        if (hooks is not { PostSave.Length: > 0 })
        {
            return written.State!;
        }

        await After(hooks.PostSave, new RecordMoment(entity, before, written.State), written.Event, actor);
        return unit.Records.GetValueOrDefault(KeyOf(entity, written.Event.Stream)) ?? written.State!;
    }

    /// <summary>Asks the hooks that guard a record.</summary>
    /// <returns>The record as they left it.</returns>
    private async ValueTask<EntityState> BeforeDelete(
        RecordHooks? hooks, EntityDefinition entity, Actor actor, EntityState state, CancellationToken cancellation)
    {
        if (hooks is not { PreDelete.Length: > 0 })
        {
            return state;
        }

        foreach (var hook in hooks.PreDelete.Where(services.Runs))
        {
            await services.Within(hook, () => hook.Declaration.Write!(new RecordMoment(entity, state, null), new WriteContext(services, hook, actor.Unrestricted(null))));
            state = await LoadOwn(entity, actor, state.Id, includeDeleted: false, cancellation);
        }

        return state;
    }

    private async Task After(HookDefinition[] hooks, RecordMoment moment, NewEvent written, Actor actor)
    {
        foreach (var hook in hooks.Where(services.Runs))
        {
            if (hook.Task is not null)
            {
                AfterCommitHooks.Enqueue(hook, written.Stream, written.Version, actor, services);
                continue;
            }

            var keyed = moment with { DedupKey = AfterCommitHooks.DedupKeyOf(hook, written.Stream, written.Version) };
            await services.Within(hook, () => hook.Declaration.Write!(keyed, new WriteContext(services, hook, actor.Unrestricted(null))));
        }
    }
}
