namespace Kumiko;

/// <summary>How often, and how soon, something that failed is tried again: after longer and longer pauses with a share of chance in them.</summary>
internal sealed record RetryPolicy
{
    /// <summary>Twenty attempts; with the longest pauses, over about ten hours.</summary>
    public static RetryPolicy Default { get; } = new();

    /// <summary>How often it is tried, the first time included; at least 1.</summary>
    public int Attempts { get; init; } = 20;

    /// <summary>The longest pause before the second attempt; each further one may be twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause of all.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromHours(1);
}
