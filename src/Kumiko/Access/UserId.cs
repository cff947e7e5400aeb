namespace Kumiko;

/// <summary>Identifies who acts. Mostly a UUID, but text, because principals such as <see cref="Anonymous"/> have none.</summary>
/// <param name="Value">The identity as it stands in tokens and in the event log.</param>
public readonly record struct UserId(string Value)
{
    /// <summary>The framework itself: seeds, reference data and maintenance act under this id.</summary>
    public static UserId System { get; } = new("00000000-0000-0000-0000-000000000000");

    /// <summary>A visitor without a sign-in.</summary>
    public static UserId Anonymous { get; } = new("anonymous");

    /// <summary>The identity as a UUID; null where it is none.</summary>
    public Guid? AsGuid() => Guid.TryParse(Value, out var id) ? id : null;

    /// <summary>The identity as text.</summary>
    public override string ToString() => Value;
}
