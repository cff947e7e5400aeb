using System.Net;
using Kumiko;
using Kumiko.Testing;
using Recipes.RateLimits;

namespace Recipes.Tests;

public abstract class RateLimitsSpecification(Databases databases) : RecipeSpecification(databases)
{
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Three_invitations_go_out_at_once_and_another_one_every_twenty_seconds()
    {
        var ann = (await Start()).As("Ann");
        for (var i = 0; i < 3; i++)
        {
            await ann.Write(new Invite($"{i}@example.org"));
        }

        var refusal = await Should.ThrowAsync<RateLimitedException>(() => ann.Write(new Invite("more@example.org")));
        (refusal.Status, refusal.Code, refusal.RetryAfter).ShouldBe((429, "rate_limited", TimeSpan.FromSeconds(20)));

        _clock.Advance(refusal.RetryAfter);
        await ann.Write(new Invite("more@example.org"));
        await Should.ThrowAsync<RateLimitedException>(() => ann.Write(new Invite("still-more@example.org")));
    }

    [Fact]
    public async Task Another_user_has_a_limit_of_their_own()
    {
        var app = await Start();
        await app.As("Ann").Write(new InviteMany(["1", "2", "3"]));
        await Should.ThrowAsync<RateLimitedException>(() => app.As("Ann").Write(new Invite("4")));

        await app.As("Bert").Write(new Invite("4"));
    }

    [Fact]
    public async Task No_longer_way_leads_around_a_limit()
    {
        var ann = (await Start()).As("Ann");

        await Should.ThrowAsync<RateLimitedException>(() => ann.Write(new InviteMany(["1", "2", "3", "4"])));
    }

    [Fact]
    public async Task A_tenants_two_exports_in_an_hour_are_all_that_its_limit_holds()
    {
        var app = await Start();
        await app.As("Ann").Query<string>(new ExportAll(2025));
        await app.As("Bert").Query<string>(new ExportAll(2025));

        (await Should.ThrowAsync<RateLimitedException>(() => app.As("Cora").Query<string>(new ExportAll(2026)))).Details!["per"].ShouldBe("tenant");
        await app.As(TestTenants.Second, "Ann").Query<string>(new ExportAll(2026));
    }

    [Fact]
    public async Task Who_tries_voucher_codes_is_slowed_down_even_where_all_attempts_are_refused()
    {
        var app = await Start();
        var stranger = app.As("Nobody").From(IPAddress.Parse("203.0.113.9"));
        for (var i = 0; i < 5; i++)
        {
            await Should.ThrowAsync<AccessDeniedException>(() => stranger.Query<bool>(new TryVoucher($"GUESS{i}")));
        }

        await Should.ThrowAsync<RateLimitedException>(() => stranger.Query<bool>(new TryVoucher("SPRING")));
        (await app.As("Customer").From(IPAddress.Parse("203.0.113.10")).Query<bool>(new TryVoucher("SPRING"))).ShouldBeTrue();
    }

    private Task<TestApp> Start() => Start(_clock, new ContactsFeature());
}
