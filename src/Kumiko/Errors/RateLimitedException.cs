using Kumiko.Storage;

namespace Kumiko;

/// <summary>The caller, or all callers together, have called too often. Later it will be possible again.</summary>
public sealed class RateLimitedException : KumikoException
{
    /// <summary>Refuses a call.</summary>
    /// <param name="per">Whose calls count together: <c>user</c>, <c>tenant</c>, <c>ip</c>, or one of them with <c>+handler</c>.</param>
    /// <param name="limit">How much is granted in a window.</param>
    /// <param name="window">How long the window is.</param>
    /// <param name="remaining">How much is left, less than the call costs.</param>
    /// <param name="retryAfter">How long to wait.</param>
    /// <param name="resetAt">When all of the limit is granted again.</param>
    public RateLimitedException(string per, int limit, TimeSpan window, int remaining, TimeSpan retryAfter, DateTimeOffset resetAt)
        : base("rate_limited", 429, "errors.rate_limited", $"Too many calls: {limit} in {window:g} per {per}. Wait {SecondsOf(retryAfter)} seconds.")
    {
        RetryAfter = TimeSpan.FromSeconds(SecondsOf(retryAfter));
        I18nParams = new Dictionary<string, object?> { ["retryAfterSeconds"] = SecondsOf(retryAfter) };
        Details = new Dictionary<string, object?>
        {
            ["per"] = per,
            ["limit"] = limit,
            ["windowSeconds"] = window.TotalSeconds,
            ["remaining"] = remaining,
            ["retryAfterSeconds"] = SecondsOf(retryAfter),
            ["resetAt"] = Instants.Format(Instants.ToMilliseconds(resetAt)),
        };
    }

    /// <summary>How long to wait, in whole seconds; at least one.</summary>
    public TimeSpan RetryAfter { get; }

    internal static RateLimitedException Of(RateLimit limit, RateLimitResult refused, DateTimeOffset now)
    {
        var filled = refused.EmptyAt > now ? refused.EmptyAt - now : TimeSpan.Zero;
        var remaining = Math.Max(0, (limit.Capacity - filled).Ticks / limit.Unit.Ticks);
        return new RateLimitedException(limit.PerName, limit.Limit, limit.Window, (int)remaining, filled + limit.Charge - limit.Capacity, now + filled);
    }

    private static long SecondsOf(TimeSpan time) => Math.Max(1, (long)Math.Ceiling(time.TotalSeconds));
}
