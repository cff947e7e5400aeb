namespace Kumiko;

/// <summary>A record at the moment of a write, as hooks see it.</summary>
/// <param name="Entity">Its entity.</param>
/// <param name="Before">As it was; null where there was none.</param>
/// <param name="After">As it becomes; null where it goes.</param>
internal sealed record RecordMoment(EntityDefinition Entity, EntityState? Before, EntityState? After)
{
    /// <summary>Tells repetitions; empty before the write.</summary>
    public string DedupKey { get; init; } = "";

    /// <summary>What a hook before the write wants to be written: all fields; null where none did.</summary>
    public object?[]? Wanted { get; set; }

    /// <summary>A field's value before; the field's default where there was no record.</summary>
    public object? ValueBefore(Field field) => Before is null ? field.Default : Before.Values[field.Ordinal];
}
