namespace Kumiko;

/// <summary>Only users with one of the roles may set this field. On fields of entities, and of objects inside them.</summary>
/// <param name="roles">The roles, at least one.</param>
public sealed class WritableByAttribute(params string[] roles) : AccessAttribute(roles);
