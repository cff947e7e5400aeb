namespace Kumiko;

/// <summary>A record that somebody sees, and what is hidden of it from them.</summary>
/// <param name="State">The record.</param>
/// <param name="Mask">What is hidden; null for nothing.</param>
internal readonly record struct VisibleRecord(EntityState State, FieldMask? Mask)
{
    /// <summary>The values that are shown; others are <see cref="Absent.Value"/>.</summary>
    public object?[] ValuesOf(EntityDefinition entity) => Mask is null ? State.Values : Mask.Apply(entity.Schema, State.Values);
}
