namespace Kumiko;

/// <summary>
/// How a consumer deals with an event whose handler throws: it tries again, after longer and longer pauses with a share of chance in them,
/// and does at last what <see cref="Then"/> says.
/// </summary>
public sealed record FailurePolicy
{
    /// <summary>Tries ten times, and stops in front of the event then.</summary>
    public static FailurePolicy Stop { get; } = new();

    /// <summary>Tries ten times, and keeps the event as a dead letter then.</summary>
    public static FailurePolicy DeadLetter { get; } = new() { Then = FailureAction.DeadLetter };

    /// <summary>Tries ten times, and passes over the event then.</summary>
    public static FailurePolicy Skip { get; } = new() { Then = FailureAction.Skip };

    /// <summary>How often an event is tried, the first time included; at least 1.</summary>
    public int Attempts { get; init; } = 10;

    /// <summary>The longest pause before the second attempt; each further one may be twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause of all.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What happens after the last attempt.</summary>
    public FailureAction Then { get; init; } = FailureAction.Pause;

    /// <summary>
    /// What happens to an event that cannot be brought to its type's current version; null for the same as <see cref="Then"/>. It is not
    /// tried again: the same code would fail the same way.
    /// </summary>
    public FailureAction? Unreadable { get; init; }
}
