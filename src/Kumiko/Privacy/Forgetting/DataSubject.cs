namespace Kumiko;

/// <summary>
/// Whose data it is, within one tenant: a record that is about a person, a user, or the tenant itself. It stands in the log in the open, so it must say nothing
/// about the person by itself.
/// </summary>
/// <param name="Value">The id as text.</param>
public readonly record struct DataSubject(string Value)
{
    /// <summary>The tenant itself: the subject of <see cref="TenantDataAttribute"/>.</summary>
    public static DataSubject Tenant { get; } = new("tenant");

    /// <summary>The person that a record is about, or that a reference names.</summary>
    public static DataSubject Of(Guid id) => new(id.ToString("D"));

    /// <summary>A user.</summary>
    public static DataSubject Of(UserId user) => new(user.Value);

    /// <summary>The id as text.</summary>
    public override string ToString() => Value;
}
