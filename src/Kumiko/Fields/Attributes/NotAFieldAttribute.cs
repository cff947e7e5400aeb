namespace Kumiko;

/// <summary>A public property that is the author's own business: neither stored nor shown.</summary>
public sealed class NotAFieldAttribute : FieldAttribute;
