namespace Kumiko;

/// <summary>How a consumer goes on after a piece of work.</summary>
/// <param name="Pause">How long it waits before it tries again; null when it goes on at once.</param>
/// <param name="Halted">Why it cannot go on by itself; null when it can.</param>
internal readonly record struct WorkOutcome(TimeSpan? Pause, Exception? Halted)
{
    public static WorkOutcome GoOn { get; }

    public static WorkOutcome After(TimeSpan pause) => new(pause, null);

    public static WorkOutcome Stop(Exception failure) => new(null, failure);
}
