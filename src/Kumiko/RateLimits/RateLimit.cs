namespace Kumiko;

/// <summary>How often a handler may be called. A bucket fills with every call and empties evenly, from full to empty in one window.</summary>
/// <param name="Limit">How much may be used up at once, and within a window in the long run.</param>
/// <param name="Per">Whose calls count together.</param>
/// <param name="Window">How long it takes until all of it is free again.</param>
/// <param name="Cost">What one call uses up.</param>
internal sealed record RateLimit(int Limit, RateLimitPer Per, TimeSpan Window, int Cost)
{
    /// <summary>Windows longer than this are quotas, which belong into the application's own data.</summary>
    public static readonly TimeSpan LongestWindow = TimeSpan.FromDays(31);

    /// <summary>What is wrong with the numbers; null when nothing is.</summary>
    public string? Problem => Limit <= 0 ? $"The limit is {Limit}: nobody could ever call it."
        : Window <= TimeSpan.Zero || Window > LongestWindow ? $"The window is {Window}."
        : Cost <= 0 || Cost > Limit ? $"A call costs {Cost} of {Limit}."
        : Microseconds < Limit ? $"{Limit} in {Window} is more than a million a second."
        : null;

    /// <summary>Whether it counts by users, of whom anonymous visitors are none.</summary>
    public bool IsPerUser => Per is RateLimitPer.User or RateLimitPer.UserAndHandler;

    private long Microseconds => Window.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The part of the bucket that costs 1. In whole microseconds, so that exactly <see cref="Limit"/> of them fill it.</summary>
    public TimeSpan Unit => TimeSpan.FromTicks(Microseconds / Limit * TimeSpan.TicksPerMicrosecond);

    /// <summary>What a call adds.</summary>
    public TimeSpan Charge => Unit * Cost;

    /// <summary>What the bucket holds.</summary>
    public TimeSpan Capacity => Unit * Limit;

    /// <summary>The name of <see cref="Per"/> on the wire.</summary>
    public string PerName => Per switch
    {
        RateLimitPer.User => "user",
        RateLimitPer.Tenant => "tenant",
        RateLimitPer.Ip => "ip",
        RateLimitPer.UserAndHandler => "user+handler",
        RateLimitPer.TenantAndHandler => "tenant+handler",
        _ => "ip+handler",
    };
}
