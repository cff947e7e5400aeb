namespace Kumiko;

/// <summary>Lists can be sorted by this field.</summary>
public sealed class SortableAttribute : FieldAttribute;
