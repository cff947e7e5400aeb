namespace Kumiko;

/// <summary>Says more about a command or query that was just declared.</summary>
public sealed partial class HandlerBuilder
{
    internal HandlerBuilder(HandlerOptions options) => Options = options;

    internal HandlerOptions Options { get; }

    /// <summary>
    /// Limits how often it may be called: what is above it is 429 <c>rate_limited</c>. Refused for other reasons, a call has counted all the same. May be
    /// said several times, for limits of several kinds.
    /// </summary>
    /// <param name="limit">How many calls at once, and in a window in the long run.</param>
    /// <param name="per">Whose calls count together.</param>
    /// <param name="window">How long it takes until all of the limit is free again.</param>
    /// <param name="cost">What one call uses up of the limit.</param>
    public HandlerBuilder RateLimit(int limit, RateLimitPer per, TimeSpan window, int cost = 1)
    {
        Options.RateLimits.Add(new RateLimit(limit, per, window, cost));
        return this;
    }
}
