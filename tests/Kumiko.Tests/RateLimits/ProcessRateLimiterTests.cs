using FsCheck;
using FsCheck.Fluent;
using Kumiko.Storage;

namespace Kumiko.Tests.RateLimits;

public class ProcessRateLimiterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void However_many_threads_call_exactly_the_limit_is_admitted()
    {
        var limiter = new ProcessRateLimiter();
        var admitted = 0;

        Parallel.For(0, 10_000, i =>
        {
            if (limiter.Hit(Hit($"bucket-{i % 10}", Noon, room: 37)).IsAdmitted)
            {
                Interlocked.Increment(ref admitted);
            }
        });

        admitted.ShouldBe(370);
    }

    [Fact]
    public void Buckets_that_are_dropped_while_threads_hit_them_forget_nothing_that_counts()
    {
        // Every tenth bucket is hit again and again; all others come once, empty at once, and make the limiter drop what is empty all the time.
        var limiter = new ProcessRateLimiter(mostBuckets: 50);
        var admitted = 0;

        Parallel.For(0, 20_000, i =>
        {
            if (i % 10 == 0)
            {
                Interlocked.Add(ref admitted, limiter.Hit(Hit("kept", Noon, room: 100)).IsAdmitted ? 1 : 0);
            }
            else
            {
                limiter.Hit(Hit($"passing-{i}", Noon.AddHours(-1), room: 1));
            }
        });

        admitted.ShouldBe(100);
        limiter.Count.ShouldBeLessThanOrEqualTo(50 + Environment.ProcessorCount);
    }

    [Fact]
    public void When_all_buckets_are_in_use_those_go_that_hold_least()
    {
        var limiter = new ProcessRateLimiter(mostBuckets: 100);
        for (var i = 0; i < 10; i++)
        {
            for (var hit = 0; hit < 5; hit++)
            {
                limiter.Hit(Hit($"full-{i}", Noon, room: 5)).IsAdmitted.ShouldBeTrue();
            }
        }

        for (var i = 0; i < 1_000; i++)
        {
            limiter.Hit(Hit($"new-{i}", Noon, room: 5)).IsAdmitted.ShouldBeTrue();
        }

        limiter.Count.ShouldBeLessThanOrEqualTo(101);
        for (var i = 0; i < 10; i++)
        {
            limiter.Hit(Hit($"full-{i}", Noon, room: 5)).IsAdmitted.ShouldBeFalse();
        }
    }

    [Fact]
    public void Of_any_calls_as_many_are_admitted_as_a_count_by_hand_admits() =>
        Prop.ForAll<PositiveInt, NonNegativeInt[]>((room, pauses) =>
        {
            var limiter = new ProcessRateLimiter();
            var (now, level) = (Noon, 0);
            foreach (var pause in pauses.Select(p => p.Get % 2000))
            {
                now += TimeSpan.FromMilliseconds(pause);
                level = Math.Max(0, level - pause);
                var fits = level + 1000 <= room.Get * 1000;
                level += fits ? 1000 : 0;
                limiter.Hit(Hit("b", now, room.Get)).ShouldBe(new RateLimitResult(fits, now.AddMilliseconds(level)));
            }
        }).Holds();

    [Theory]
    [InlineData(3, 10)]
    [InlineData(7, 1)]
    [InlineData(30, 0.0001)]
    [InlineData(997, 60)]
    [InlineData(100_000, 1)]
    public void Exactly_the_limit_fits_whatever_the_numbers_are(int limit, double seconds)
    {
        var limiter = new ProcessRateLimiter();
        var rule = new RateLimit(limit, RateLimitPer.User, TimeSpan.FromSeconds(seconds), 1);

        Enumerable.Range(0, limit + 10).Count(_ => limiter.Hit(new RateLimitHit("b", Noon, rule.Charge, rule.Capacity)).IsAdmitted).ShouldBe(limit);
        limiter.Hit(new RateLimitHit("b", Noon + rule.Window, rule.Charge, rule.Capacity)).ShouldBe(new RateLimitResult(true, Noon + rule.Window + rule.Charge));
    }

    private static RateLimitHit Hit(string bucket, DateTimeOffset now, int room) => new(bucket, now, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(room));
}
