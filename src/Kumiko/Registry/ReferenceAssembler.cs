namespace Kumiko;

/// <summary>Tells each entity where its records refer to others.</summary>
internal sealed class ReferenceAssembler(IReadOnlyList<EntityDefinition> entities)
{
    private readonly HashSet<Field> _kept = [.. entities.SelectMany(e => e.Dependents).Select(r => r.Key)];

    public void Assemble()
    {
        foreach (var entity in entities)
        {
            entity.References = SlotsOf(entity.Schema);
        }
    }

    private List<ReferenceSlot> SlotsOf(RecordSchema schema) => [.. schema.Fields.Select(SlotOf).OfType<ReferenceSlot>()];

    private ReferenceSlot? SlotOf(Field field)
    {
        var target = field.Type switch
        {
            ReferenceType reference => entities.FirstOrDefault(e => e.Type == reference.Target),
            ReferencesType references => entities.FirstOrDefault(e => e.Type == references.Reference.Target),
            _ => null,
        };
        var inner = field.Type switch
        {
            EmbeddedType embedded => SlotsOf(embedded.Schema),
            EmbeddedListType list => SlotsOf(list.ItemSchema),
            _ => [],
        };
        return target is null && inner.Count == 0 ? null : new ReferenceSlot(field, target, _kept.Contains(field), inner);
    }
}
