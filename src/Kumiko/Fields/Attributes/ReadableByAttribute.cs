namespace Kumiko;

/// <summary>
/// Only users with one of the roles see this field; for all others it is as if it did not exist. On fields of entities, of objects inside them, on
/// get-only properties of entities, and on the payload of events, which histories show.
/// </summary>
/// <param name="roles">The roles, at least one.</param>
public sealed class ReadableByAttribute(params string[] roles) : AccessAttribute(roles);
