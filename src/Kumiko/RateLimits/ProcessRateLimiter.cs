using System.Collections.Concurrent;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// Counts in memory, without locks. Buckets that have emptied are the same as none, so they are dropped when there are too many; when all are in use,
/// those go first that hold least.
/// </summary>
internal sealed class ProcessRateLimiter(int mostBuckets = 100_000) : RateLimiter
{
    /// <summary>In the place of a bucket's moment: it was dropped, and whoever still has it must look for another one.</summary>
    private const long Dropped = long.MaxValue;

    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private int _count;
    private int _isSweeping;

    /// <summary>How many buckets are kept.</summary>
    public int Count => Volatile.Read(ref _count);

    public override ValueTask<RateLimitResult> Hit(RateLimitHit hit, UnitOfWork unit, CancellationToken cancellation) => new(Hit(hit));

    public RateLimitResult Hit(RateLimitHit hit)
    {
        var now = hit.Now.UtcTicks;
        while (true)
        {
            var bucket = _buckets.TryGetValue(hit.Bucket, out var found) ? found : Add(hit.Bucket, now);
            for (var seen = bucket.Read(); seen != Dropped; seen = bucket.Read())
            {
                var next = Math.Max(seen, now) + hit.Charge.Ticks;
                if (next - now > hit.Capacity.Ticks)
                {
                    return new RateLimitResult(false, Instant(seen));
                }

                if (bucket.TryMove(seen, next))
                {
                    return new RateLimitResult(true, Instant(next));
                }
            }
        }
    }

    private static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);

    private Bucket Add(string name, long now)
    {
        var fresh = new Bucket();
        var bucket = _buckets.GetOrAdd(name, fresh);
        if (ReferenceEquals(bucket, fresh) && Interlocked.Increment(ref _count) > mostBuckets && Interlocked.Exchange(ref _isSweeping, 1) == 0)
        {
            Sweep(now);
            Volatile.Write(ref _isSweeping, 0);
        }

        return bucket;
    }

    /// <summary>Makes room for a tenth, so that the work is done once for many new buckets.</summary>
    private void Sweep(long now)
    {
        var buckets = _buckets.Select(b => (b.Key, b.Value, EmptyAt: b.Value.Read())).OrderBy(b => b.EmptyAt).ToList();
        var tooMany = buckets.Count - (mostBuckets - (mostBuckets / 10));
        foreach (var (name, bucket, emptyAt) in buckets.TakeWhile((b, index) => b.EmptyAt <= now || index < tooMany))
        {
            // Whoever hits it meanwhile is quicker: then it stays.
            if (emptyAt != Dropped && bucket.TryMove(emptyAt, Dropped) && _buckets.TryRemove(new KeyValuePair<string, Bucket>(name, bucket)))
            {
                Interlocked.Decrement(ref _count);
            }
        }
    }

    /// <summary>When the bucket will be empty, in ticks.</summary>
    private sealed class Bucket
    {
        private long _emptyAt;

        public long Read() => Volatile.Read(ref _emptyAt);

        public bool TryMove(long from, long to) => Interlocked.CompareExchange(ref _emptyAt, to, from) == from;
    }
}
