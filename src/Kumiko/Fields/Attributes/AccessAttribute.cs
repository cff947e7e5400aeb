namespace Kumiko;

/// <summary>Says which roles may read or write a field.</summary>
/// <param name="roles">The roles, at least one.</param>
public abstract class AccessAttribute(params string[] roles) : FieldAttribute
{
    /// <summary>The roles.</summary>
    public IReadOnlyList<string> Roles => roles;
}
