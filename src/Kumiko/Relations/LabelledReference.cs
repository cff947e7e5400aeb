namespace Kumiko;

/// <summary>A place in an entity's records whose references are shown with labels.</summary>
/// <param name="Route">The fields that lead to it: one, or those of the objects around it before.</param>
/// <param name="Target">The entity that is referred to.</param>
/// <param name="Label">The target's field that is shown.</param>
internal sealed record LabelledReference(IReadOnlyList<Field> Route, EntityDefinition Target, Field Label)
{
    /// <summary>Where it stands in a record, in the names of the wire; items of lists have no place of their own.</summary>
    public string Path { get; } = string.Join('.', Route.Select(f => f.Name));

    /// <summary>The places among some, and inside of them.</summary>
    public static IEnumerable<LabelledReference> In(IEnumerable<ReferenceSlot> slots) => In(slots, []);

    /// <summary>Finds the ids in a record's values.</summary>
    /// <param name="values">The values; what is hidden is absent.</param>
    /// <param name="found">Takes the ids.</param>
    public void Find(object?[] values, HashSet<Guid> found) => Find(values, 0, found);

    private static IEnumerable<LabelledReference> In(IEnumerable<ReferenceSlot> slots, IReadOnlyList<Field> route)
    {
        foreach (var slot in slots)
        {
            IReadOnlyList<Field> here = [.. route, slot.Field];
            if (slot is { Target: { } target, Label: { } label })
            {
                yield return new LabelledReference(here, target, label);
            }

            foreach (var inner in In(slot.Inner, here))
            {
                yield return inner;
            }
        }
    }

    private void Find(object?[] values, int depth, HashSet<Guid> found)
    {
        var field = Route[depth];
        switch (values[field.Ordinal])
        {
            case Guid id:
                found.Add(id);
                break;
            case object?[] inner when field.Type is EmbeddedType:
                Find(inner, depth + 1, found);
                break;
            case object?[] items:
                foreach (var item in items)
                {
                    if (item is Guid id)
                    {
                        found.Add(id);
                    }
                    else if (item is object?[] inside)
                    {
                        Find(inside, depth + 1, found);
                    }
                }

                break;
        }
    }
}
