namespace Kumiko;

/// <summary>Who may read and write an entity's records and their fields. An entity that everyone may read and write has none.</summary>
/// <param name="Read">Who may read records; null for everyone.</param>
/// <param name="Write">Who may write records; null for everyone.</param>
/// <param name="Fields">The rules of the fields; null where there are none.</param>
/// <param name="Derived">Who may read derived fields, by their place; null where nothing was said.</param>
internal sealed record EntityAccess(GrantSet? Read, GrantSet? Write, FieldRules? Fields, GrantSet?[] Derived)
{
    /// <summary>Everything that only some may read of a record: fields, fields inside of them, derived fields.</summary>
    public IEnumerable<GrantSet> Readers => (Fields?.Readers ?? []).Concat(Derived.OfType<GrantSet>());

    public bool RestrictsReading => Read is not null || Fields is { RestrictsReading: true } || Array.Exists(Derived, d => d is not null);
}
