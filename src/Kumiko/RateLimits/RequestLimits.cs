using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// The limits of one request. When its work is done again, because others were quicker or the database was busy, what was counted in the attempt before
/// is not counted again: the caller called once.
/// </summary>
internal sealed class RequestLimits(RateLimiter limiter)
{
    private readonly Dictionary<string, Counted> _counted = [];

    /// <summary>Begins another attempt.</summary>
    public void Begin()
    {
        foreach (var counted in _counted.Values)
        {
            counted.InAttempt = 0;
        }
    }

    /// <exception cref="RateLimitedException">A limit is used up. Limits that stand before it have counted the call.</exception>
    public async ValueTask Count(Invocation invocation)
    {
        var services = invocation.Services;
        foreach (var rule in invocation.Handler.RateLimits)
        {
            if (rule.BucketOf(services.Caller) is not { } bucket)
            {
                continue;
            }

            var counted = _counted.TryGetValue(bucket, out var known) ? known : _counted[bucket] = new Counted();
            if (counted.InAttempt < counted.InAll)
            {
                counted.InAttempt++;
                continue;
            }

            var now = services.Clock.GetUtcNow();
            var result = await limiter.Hit(new RateLimitHit(bucket, now, rule.Charge, rule.Capacity), services.Unit, services.Cancellation);
            if (!result.IsAdmitted)
            {
                throw RateLimitedException.Of(rule.Limit, result, now).Because(
                    Denial.Of(DenialKind.RateLimit, $"{rule.Limit.Limit} in {rule.Limit.Window:g} per {rule.Limit.PerName}", "It is used up.") with
                    {
                        Handler = invocation.Handler.Name,
                    });
            }

            counted.InAttempt++;
            counted.InAll++;
        }
    }

    private sealed class Counted
    {
        public int InAll { get; set; }

        public int InAttempt { get; set; }
    }
}
