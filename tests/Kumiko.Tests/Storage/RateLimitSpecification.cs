using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

public abstract class RateLimitSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    private static readonly DateTimeOffset Noon = Given.Noon;

    private readonly string _bucket = Guid.NewGuid().ToString("n");

    [Fact]
    public async Task A_bucket_admits_what_it_holds_and_refuses_what_is_more()
    {
        for (var hit = 1; hit <= 3; hit++)
        {
            (await Hit(Noon)).ShouldBe(new RateLimitResult(true, Noon.AddSeconds(10 * hit)));
        }

        (await Hit(Noon)).ShouldBe(new RateLimitResult(false, Noon.AddSeconds(30)));
        (await Hit(Noon)).ShouldBe(new RateLimitResult(false, Noon.AddSeconds(30)));
    }

    [Fact]
    public async Task A_bucket_empties_as_time_goes_by()
    {
        await Hit(Noon);
        await Hit(Noon);
        await Hit(Noon);

        (await Hit(Noon.AddSeconds(9.999))).IsAdmitted.ShouldBeFalse();
        (await Hit(Noon.AddSeconds(10))).ShouldBe(new RateLimitResult(true, Noon.AddSeconds(40)));
        (await Hit(Noon.AddSeconds(10))).IsAdmitted.ShouldBeFalse();
        (await Hit(Noon.AddHours(1))).ShouldBe(new RateLimitResult(true, Noon.AddHours(1).AddSeconds(10)));
    }

    [Fact]
    public async Task A_hit_can_weigh_more_than_another()
    {
        (await Hit(Noon, charge: 20)).IsAdmitted.ShouldBeTrue();
        (await Hit(Noon, charge: 20)).IsAdmitted.ShouldBeFalse();
        (await Hit(Noon, charge: 10)).IsAdmitted.ShouldBeTrue();
        (await Hit(Noon, charge: 10)).IsAdmitted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_clock_that_is_behind_grants_nothing_more()
    {
        await Hit(Noon);
        await Hit(Noon);
        await Hit(Noon);

        (await Hit(Noon.AddSeconds(-30))).ShouldBe(new RateLimitResult(false, Noon.AddSeconds(30)));
    }

    [Fact]
    public async Task Buckets_do_not_know_of_each_other()
    {
        await Hit(Noon, charge: 30);

        (await Read(s => s.HitRateLimit(new RateLimitHit(_bucket + "x", Noon, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30))))).IsAdmitted.ShouldBeTrue();
    }

    [Fact]
    public async Task However_many_hit_at_once_in_two_processes_exactly_as_many_are_admitted_as_there_is_room_for()
    {
        const int Room = 25;
        await using var other = Fixture.Database.NewStore();
        await other.Open();

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(async () =>
        {
            while (true)
            {
                try
                {
                    await using var session = (i % 2 == 0 ? Store : other).NewSession();
                    return await session.HitRateLimit(new RateLimitHit(_bucket, Noon, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(Room)));
                }
                catch (TransientStoreException)
                {
                    await Task.Yield();
                }
            }
        })));

        results.Count(r => r.IsAdmitted).ShouldBe(Room);
        results.Where(r => r.IsAdmitted).Select(r => r.EmptyAt).Order().ShouldBe(Enumerable.Range(1, Room).Select(i => Noon.AddSeconds(i)));
    }

    [Fact]
    public async Task In_a_transaction_a_hit_counts_with_the_commit()
    {
        await using (var session = Store.NewSession())
        {
            await session.Begin();
            (await session.HitRateLimit(New(Noon, 30))).IsAdmitted.ShouldBeTrue();
            (await session.HitRateLimit(New(Noon, 30))).IsAdmitted.ShouldBeFalse();
        }

        (await Hit(Noon, charge: 10)).IsAdmitted.ShouldBeTrue();
        await using (var session = Store.NewSession())
        {
            await session.Begin();
            await session.HitRateLimit(New(Noon, 20));
            await session.Commit();
        }

        (await Hit(Noon, charge: 10)).IsAdmitted.ShouldBeFalse();
    }

    [Fact]
    public async Task Empty_buckets_are_forgotten_and_others_are_not()
    {
        var year = Noon.AddYears(-10);
        await Hit(year, charge: 30);
        var other = new RateLimitHit(_bucket + "x", year, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));
        await Read(s => s.HitRateLimit(other));

        (await Store.ForgetRateLimits(year.AddSeconds(20))).ShouldBe(1);

        (await Hit(year, charge: 10)).IsAdmitted.ShouldBeFalse();
        (await Read(s => s.HitRateLimit(other with { Charge = TimeSpan.FromSeconds(30) }))).IsAdmitted.ShouldBeTrue();
    }

    private RateLimitHit New(DateTimeOffset now, int charge) => new(_bucket, now, TimeSpan.FromSeconds(charge), TimeSpan.FromSeconds(30));

    private Task<RateLimitResult> Hit(DateTimeOffset now, int charge = 10) => Read(s => s.HitRateLimit(New(now, charge)));
}
