namespace Kumiko;

/// <summary>What a handler is declared with beside its name, its rule and its work. Complete once all features are declared.</summary>
internal sealed partial class HandlerOptions
{
    /// <summary>How often it may be called.</summary>
    public List<RateLimit> RateLimits { get; } = [];
}
