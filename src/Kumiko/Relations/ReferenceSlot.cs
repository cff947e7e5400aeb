namespace Kumiko;

/// <summary>A place in an entity's records that holds references: a field of its own, or one of an embedded object.</summary>
/// <param name="Field">The field.</param>
/// <param name="Target">What it refers to; null where only fields inside of it refer to something.</param>
/// <param name="KeepsTarget">Whether a relation says what becomes of this field when the target is deleted.</param>
/// <param name="Inner">The places inside an embedded object.</param>
internal sealed record ReferenceSlot(Field Field, EntityDefinition? Target, bool KeepsTarget, IReadOnlyList<ReferenceSlot> Inner)
{
    /// <summary>The target's field that is shown beside the id; null for none.</summary>
    public Field? Label { get; init; }

    /// <summary>Finds the references in a value of the field.</summary>
    /// <param name="value">The plain value; null holds none.</param>
    /// <param name="path">Where the field stands in the input.</param>
    /// <param name="found">Takes what is found.</param>
    public void Find(object? value, string path, List<FoundReference> found)
    {
        switch (value)
        {
            case Guid id:
                found.Add(new FoundReference(Target!, id, path, KeepsTarget));
                break;
            case object?[] items when Field.Type is EmbeddedType:
                FindInside(items, path, found);
                break;
            case object?[] items:
                for (var i = 0; i < items.Length; i++)
                {
                    if (items[i] is Guid id)
                    {
                        found.Add(new FoundReference(Target!, id, $"{path}.{i}", KeepsTarget));
                    }
                    else if (items[i] is object?[] item)
                    {
                        FindInside(item, $"{path}.{i}", found);
                    }
                }

                break;
        }
    }

    private void FindInside(object?[] values, string path, List<FoundReference> found)
    {
        foreach (var slot in Inner)
        {
            slot.Find(values[slot.Field.Ordinal], $"{path}.{slot.Field.Name}", found);
        }
    }
}

/// <summary>A reference in a record's values.</summary>
internal readonly record struct FoundReference(EntityDefinition Target, Guid Id, string Path, bool KeepsTarget);
