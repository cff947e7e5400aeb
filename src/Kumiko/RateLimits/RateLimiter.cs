using Kumiko.Storage;

namespace Kumiko;

/// <summary>Counts calls.</summary>
internal abstract class RateLimiter
{
    /// <summary>Counts a call, unless its bucket is too full.</summary>
    /// <param name="hit">The call.</param>
    /// <param name="unit">The work that the call belongs to.</param>
    /// <param name="cancellation">Ends the work.</param>
    public abstract ValueTask<RateLimitResult> Hit(RateLimitHit hit, UnitOfWork unit, CancellationToken cancellation);
}
