using Kumiko.Storage;

namespace Kumiko;

/// <content>References: what a record refers to has to be there when the reference is set.</content>
internal sealed partial class EntityWriter
{
    /// <summary>The requirements of a new record's references.</summary>
    private IReadOnlyList<WriteOperation> RequirementsOf(EntityDefinition entity, TenantId tenant, object?[] values, string path = "")
    {
        if (entity.References.Count == 0)
        {
            return [];
        }

        var found = new List<FoundReference>();
        foreach (var slot in entity.References)
        {
            slot.Find(values[slot.Field.Ordinal], path + slot.Field.Name, found);
        }

        NoteReferred(found);
        return found.Count == 0 ? [] : unit.Requirements(found, tenant);
    }

    /// <summary>The requirements of references that a change brings. What a field referred to before stays good, even if it is gone.</summary>
    private IReadOnlyList<WriteOperation> RequirementsOf(EntityDefinition entity, EntityState before, object?[] changes)
    {
        if (entity.References.Count == 0)
        {
            return [];
        }

        List<FoundReference>? found = null;
        foreach (var slot in entity.References)
        {
            if (changes[slot.Field.Ordinal] is { } value && value != Absent.Value)
            {
                var (known, now) = (new List<FoundReference>(), new List<FoundReference>());
                slot.Find(before.Values[slot.Field.Ordinal], "", known);
                slot.Find(value, slot.Field.Name, now);
                var old = known.Select(k => (k.Target, k.Id)).ToHashSet();
                (found ??= []).AddRange(now.Where(n => !old.Contains((n.Target, n.Id))));
            }
        }

        NoteReferred(found);
        return found is null or { Count: 0 } ? [] : unit.Requirements(found, before.Tenant);
    }

    /// <summary>What comes back must not refer to what was deleted under a rule in the meantime.</summary>
    private IReadOnlyList<WriteOperation> RequirementsOfReturn(EntityDefinition entity, EntityState state)
    {
        if (!entity.References.Any(r => r.KeepsTarget))
        {
            return [];
        }

        var found = new List<FoundReference>();
        foreach (var slot in entity.References.Where(r => r.KeepsTarget))
        {
            slot.Find(state.Values[slot.Field.Ordinal], slot.Field.Name, found);
        }

        return found.Count == 0 ? [] : unit.Requirements(found, state.Tenant);
    }
}
