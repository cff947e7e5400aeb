namespace Kumiko;

/// <summary>
/// For rows of projections: the property belongs to what tells the rows of a tenant apart. All properties with it make the key together.
/// </summary>
public sealed class KeyAttribute : FieldAttribute;
