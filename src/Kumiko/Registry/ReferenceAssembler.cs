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
            entity.Labels = [.. LabelledReference.In(entity.References)];
        }
    }

    private List<ReferenceSlot> SlotsOf(RecordSchema schema) => [.. schema.Fields.Select(SlotOf).OfType<ReferenceSlot>()];

    private ReferenceSlot? SlotOf(Field field)
    {
        var reference = field.Type as ReferenceType ?? (field.Type as ReferencesType)?.Reference;
        var target = reference is null ? null : entities.FirstOrDefault(e => e.Type == reference.Target);
        var inner = field.Type switch
        {
            EmbeddedType embedded => SlotsOf(embedded.Schema),
            EmbeddedListType list => SlotsOf(list.ItemSchema),
            _ => [],
        };
        return target is null && inner.Count == 0 ? null : new ReferenceSlot(field, target, _kept.Contains(field), inner)
        {
            Label = target?.Schema.Fields.FirstOrDefault(f => f.Member == reference!.Label),
        };
    }
}
