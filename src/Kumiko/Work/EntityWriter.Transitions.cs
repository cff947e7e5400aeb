namespace Kumiko;

/// <summary>What the transitions of an entity's fields say to a write. Nothing, for most entities.</summary>
internal sealed partial class EntityWriter
{
    /// <summary>Changes the fields that a client sent. Who sends a state wants to reach it: to be there already is a step, too.</summary>
    public async Task<SaveResult> UpdateSent(
        EntityDefinition entity, Actor actor, Guid id, StreamVersion? expected, object?[] changes, WriteMode mode, CancellationToken cancellation)
    {
        if (GuardsOf(entity, actor) is { Length: > 0 } machines)
        {
            var state = await LoadOwn(entity, actor, id, includeDeleted: false, cancellation);
            CheckVersion(state, expected);
            foreach (var machine in machines)
            {
                if (changes[machine.Field.Ordinal] is var to && to != Absent.Value)
                {
                    machine.CheckStep((string?)state.Values[machine.Field.Ordinal], (string?)to);
                }
            }
        }

        return await Update(entity, actor, id, expected, changes, mode, cancellation);
    }

    private static void CheckStarts(EntityDefinition entity, Actor actor, object?[] values)
    {
        foreach (var machine in GuardsOf(entity, actor))
        {
            machine.CheckStart(values[machine.Field.Ordinal]);
        }
    }

    private static void CheckTransitions(EntityDefinition entity, Actor actor, EntityState state, object?[] changes)
    {
        foreach (var machine in GuardsOf(entity, actor))
        {
            if (changes[machine.Field.Ordinal] is var to && to != Absent.Value)
            {
                machine.CheckChange(state.Values[machine.Field.Ordinal], to);
            }
        }
    }

    private static StateMachine[] GuardsOf(EntityDefinition entity, Actor actor) => actor.TransitionGuardSkipped is null ? entity.Guards : [];
}
