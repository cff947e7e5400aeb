namespace Kumiko;

internal sealed partial class InvocationServices
{
    /// <summary>The rules that answered a query with nothing instead of a failure; null for none.</summary>
    public Denial? Unspoken { get; private set; }

    /// <summary>Why the caller does not see a record that was looked for; null where no rule hides it.</summary>
    public Denial? DenialOf(EntityDefinition entity, Guid id) => _views?.GetValueOrDefault(entity)?.DenialOf(id);

    /// <summary>Notes that a query is answered with nothing, because a rule hides the record.</summary>
    public void NoteUnspoken(EntityDefinition entity, Guid id) => Unspoken = DenialOf(entity, id) ?? Unspoken;

    /// <summary>
    /// The rule behind a failure that looks like another one: what is hidden is not found, is referred to in vain, and cannot be sorted or filtered by.
    /// Whoever threw it need not know.
    /// </summary>
    public Denial? DenialBehind(KumikoException error) => error switch
    {
        { Denial: { } known } => known,
        NotFoundException missing when registry.FindEntity(missing.Entity) is { } entity && Guid.TryParse(missing.Id, out var id) => DenialOf(entity, id),
        ValidationFailedException => _views?.Values.Select(view => view?.FieldDenial).FirstOrDefault(denial => denial is not null),
        _ => null,
    };
}
