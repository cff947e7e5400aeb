namespace Kumiko;

/// <summary>Lists can be filtered by this field.</summary>
public sealed class FilterableAttribute : FieldAttribute;
