namespace Kumiko;

/// <summary>What is sealed of a record that is written. Nothing, for most entities.</summary>
internal sealed partial class EntityWriter
{
    /// <summary>Seals the values of a new record.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="stream">The record.</param>
    /// <param name="values">Its values; not changed.</param>
    /// <param name="isFresh">Whether its id was made just now, so that there can be no key of it.</param>
    /// <param name="cancellation">Ends the work.</param>
    private ValueTask<object?[]> SealNew(EntityDefinition entity, StreamId stream, object?[] values, bool isFresh, CancellationToken cancellation)
    {
        if (entity.Schema.Sealing is not { } plan)
        {
            return new ValueTask<object?[]>(values);
        }

        var ring = unit.KeysOf(entity.Schema.Vault!);
        if (isFresh)
        {
            ring.ExpectNone(stream.Tenant, DataSubject.Of(stream.Aggregate));
        }

        return plan.Seal(ring, stream.Tenant, stream.Aggregate, values, null, cancellation);
    }

    /// <summary>Seals what changes of a record, or what it was before.</summary>
    private ValueTask<object?[]> Seal(EntityDefinition entity, EntityState state, object?[] values, CancellationToken cancellation) =>
        entity.Schema.Sealing is { } plan
            ? plan.Seal(unit.KeysOf(entity.Schema.Vault!), state.Tenant, state.Id, values, state.Values, cancellation)
            : new ValueTask<object?[]>(values);

    /// <summary>What is about somebody else now has to be sealed under the other one's key, although its value stays.</summary>
    private static void FollowSubjects(EntityDefinition entity, EntityState state, object?[] changes, object?[] previous)
    {
        if (entity.Schema.Sealing is not { } plan)
        {
            return;
        }

        foreach (var subject in entity.Schema.Fields)
        {
            if (changes[subject.Ordinal] == Absent.Value)
            {
                continue;
            }

            foreach (var field in plan.NamedBy(subject))
            {
                if (changes[field.Ordinal] == Absent.Value && state.Values[field.Ordinal] is { } value)
                {
                    changes[field.Ordinal] = SealingPlan.Unsealed(field.Type, value);
                    previous[field.Ordinal] = value;
                }
            }
        }
    }
}
