namespace Kumiko;

/// <summary>How long to wait before something is tried again: exponential backoff with full jitter.</summary>
internal static class RetryPause
{
    /// <param name="attempts">How often it was tried in vain; at least once.</param>
    /// <param name="first">The longest pause behind the first attempt; each further attempt doubles it.</param>
    /// <param name="longest">Where the doubling ends.</param>
    /// <param name="random">Spreads those who failed at the same moment.</param>
    public static TimeSpan Of(int attempts, TimeSpan first, TimeSpan longest, Random random)
    {
        var ceiling = Math.Min(longest.Ticks, first.Ticks * Math.Pow(2, attempts - 1));
        return TimeSpan.FromTicks((long)(ceiling * random.NextDouble()));
    }
}
