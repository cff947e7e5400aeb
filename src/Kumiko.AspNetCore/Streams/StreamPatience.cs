namespace Kumiko.AspNetCore;

/// <summary>How long a stream waits before it gives a sign of life, and when it is over at the latest.</summary>
/// <param name="heartbeat">How long a stream may be silent.</param>
/// <param name="until">When the caller's token is over; null where nothing ends.</param>
/// <param name="time">The clock.</param>
internal sealed class StreamPatience(TimeSpan heartbeat, DateTimeOffset? until, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>How long to wait now.</summary>
    public TimeSpan Next
    {
        get
        {
            var left = until - time.GetUtcNow();
            return left is not { } rest || rest >= heartbeat ? heartbeat : rest > Shortest ? rest : Shortest;
        }
    }

    /// <exception cref="AuthFailure">The token is over: what the caller may see is not known any more.</exception>
    public void ThrowIfOver()
    {
        if (until <= time.GetUtcNow())
        {
            throw AuthFailure.TokenExpired();
        }
    }
}
