namespace Kumiko;

/// <summary>Identifies a tenant. It leads every key of the database, so that no statement can be built without one.</summary>
/// <param name="Value">The UUID behind the identity.</param>
public readonly record struct TenantId(Guid Value)
{
    /// <summary>The tenant whose rows every tenant may read and none may write: reference data lives here.</summary>
    public static TenantId System { get; } = new(new Guid("00000000-0000-4000-8000-000000000000"));

    /// <summary>Reads a tenant id from the text form of a UUID.</summary>
    /// <exception cref="FormatException">The text is not a UUID.</exception>
    public static TenantId Parse(string text) => new(Guid.Parse(text));

    /// <summary>The lower-case UUID, as it travels on the wire.</summary>
    public override string ToString() => Value.ToString("D");
}
