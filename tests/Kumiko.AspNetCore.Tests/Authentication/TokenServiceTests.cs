using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Kumiko.AspNetCore.Tests.Authentication;

public class TokenServiceTests
{
    private const string Header = """{"alg":"HS256","typ":"JWT"}""";
    private const string Tenant = "33333333-3333-4333-8333-333333333333";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private static readonly byte[] Key = Encoding.UTF8.GetBytes(EdgeHost.Secret);
    private static readonly byte[] OtherKey = Encoding.UTF8.GetBytes("some other secret of the same length");

    private readonly ManualClock _clock = new(Now);

    private static string Claims(string more = "") =>
        $$"""{"sub":"u","iss":"kumiko","iat":1800000000,"exp":1800000060,"tenantId":"{{Tenant}}","roles":["Agent"]{{more}}}""";

    [Fact]
    public void A_token_says_what_other_programs_expect()
    {
        var parts = Service().Issue(EdgeHost.Agent with { TimeZone = "Europe/Zurich", Locale = "de" }, TimeSpan.FromMinutes(1)).Split('.');

        Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0])).ShouldBe(Header);
        Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).ShouldBe(
            """{"sub":"0198f0c2-7d1e-7c3a-9b52-0a8f6d1c2e3f","iss":"kumiko","iat":1800000000,"exp":1800000060"""
            + ""","tenantId":"33333333-3333-4333-8333-333333333333","roles":["Agent"],"timezone":"Europe/Zurich","locale":"de"}""");
        Base64Url.DecodeFromChars(parts[2]).ShouldBe(HMACSHA256.HashData(Key, Encoding.ASCII.GetBytes(parts[0] + "." + parts[1])));
    }

    [Fact]
    public void A_token_of_the_current_version_names_its_key()
    {
        var service = Service(new TokenKeyRing(new SigningKey("v2", Key)));
        var token = service.Issue(EdgeHost.Agent, TimeSpan.FromMinutes(1));

        Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[0])).ShouldBe("""{"alg":"HS256","typ":"JWT","kid":"v2"}""");
        service.Verify(token).ShouldNotBeNull();
    }

    [Fact]
    public void A_token_ends_to_the_second()
    {
        var service = Service();
        var token = service.Issue(EdgeHost.Agent, TimeSpan.FromMinutes(1));

        _clock.Advance(TimeSpan.FromMilliseconds(59_999));
        service.Verify(token).ShouldNotBeNull();

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        service.Verify(token).ShouldBeNull();
    }

    [Fact]
    public void A_token_carries_the_claims_of_the_user()
    {
        var claims = UserClaims.None.With("crm:team", "north").With("limit", 2.5m).With("lead", true).With("regions", ["n", "s"]).With("none", Array.Empty<string>());

        var read = Service().Verify(Service().Issue(EdgeHost.Agent with { Claims = claims }, TimeSpan.FromMinutes(1))).ShouldNotBeNull().Claims;

        (read.Text("crm:team"), read.Number("limit"), read.Flag("lead")).ShouldBe(("north", 2.5m, true));
        read.Texts("regions").ShouldBe(["n", "s"]);
        read.Texts("none").ShouldBeEmpty();
        read.Names.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData("""{"x":null}""")]
    [InlineData("""{"x":{"a":1}}""")]
    [InlineData("""{"x":["a",1]}""")]
    [InlineData("""{"x":[["a"]]}""")]
    [InlineData("""{"x":[true]}""")]
    [InlineData("""{"x":1e300}""")]
    [InlineData("""{"":"a"}""")]
    [InlineData("""["x"]""")]
    [InlineData("1")]
    public void A_claim_of_no_known_kind_is_missing(string claims) =>
        Service().Verify(Sign(Header, Claims(",\"claims\":" + claims))).ShouldNotBeNull().Claims.Names.ShouldBeEmpty();

    [Fact]
    public void A_foreign_program_may_order_the_members_as_it_likes()
    {
        Service().Verify(Sign("""{"typ":"JWT","alg":"HS256"}""", Claims())).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"hs256"}""")]
    [InlineData("""{"alg":"HS512"}""")]
    [InlineData("""{"alg":"RS256"}""")]
    [InlineData("""{"alg":["HS256"]}""")]
    [InlineData("""{"typ":"JWT"}""")]
    [InlineData("""{"alg":"HS256","alg":"HS256"}""")]
    [InlineData("""{"alg":"HS256","crit":["exp"]}""")]
    [InlineData("""{"alg":"HS256","kid":7}""")]
    [InlineData("""{"alg":"HS256","kid":"v9"}""")]
    [InlineData("""{"alg":"HS256","kid":"\ud800"}""")]
    [InlineData("""["HS256"]""")]
    [InlineData("nonsense")]
    [InlineData("")]
    public void A_header_of_another_kind_is_refused_though_the_signature_holds(string header) =>
        Service().Verify(Sign(header, Claims())).ShouldBeNull();

    [Theory]
    [InlineData("""{"iss":"kumiko","exp":1800000060,"tenantId":"33333333-3333-4333-8333-333333333333","roles":[]}""")]
    [InlineData("""{"sub":"","iss":"kumiko","exp":1800000060,"tenantId":"33333333-3333-4333-8333-333333333333","roles":[]}""")]
    [InlineData("""{"sub":7,"iss":"kumiko","exp":1800000060,"tenantId":"33333333-3333-4333-8333-333333333333","roles":[]}""")]
    [InlineData("""{"sub":"u","exp":1800000060,"tenantId":"33333333-3333-4333-8333-333333333333","roles":[]}""")]
    [InlineData("""{"sub":"u","iss":"other","exp":1800000060,"tenantId":"33333333-3333-4333-8333-333333333333","roles":[]}""")]
    [InlineData("""{"sub":"u","iss":"kumiko","tenantId":"33333333-3333-4333-8333-333333333333","roles":[]}""")]
    [InlineData("""{"sub":"u","iss":"kumiko","exp":"1800000060","tenantId":"33333333-3333-4333-8333-333333333333","roles":[]}""")]
    [InlineData("""{"sub":"u","iss":"kumiko","exp":1800000060,"roles":[]}""")]
    [InlineData("""{"sub":"u","iss":"kumiko","exp":1800000060,"tenantId":"nonsense","roles":[]}""")]
    [InlineData("""{"sub":"u","iss":"kumiko","exp":1800000060,"tenantId":"33333333-3333-4333-8333-333333333333"}""")]
    [InlineData("""{"sub":"u","iss":"kumiko","exp":1800000060,"tenantId":"33333333-3333-4333-8333-333333333333","roles":"Agent"}""")]
    [InlineData("""{"sub":"u","iss":"kumiko","exp":1800000060,"tenantId":"33333333-3333-4333-8333-333333333333","roles":[7]}""")]
    [InlineData("""{"sub":"u","iss":"kumiko","exp":1800000060,"tenantId":"33333333-3333-4333-8333-333333333333","roles":[""]}""")]
    [InlineData("""{"sub":"u","sub":"v","iss":"kumiko","exp":1800000060,"tenantId":"33333333-3333-4333-8333-333333333333","roles":[]}""")]
    [InlineData("""{"sub":"\ud800","iss":"kumiko","exp":1800000060,"tenantId":"33333333-3333-4333-8333-333333333333","roles":[]}""")]
    [InlineData("""[]""")]
    [InlineData("nonsense")]
    public void Claims_that_make_no_user_are_refused_though_the_signature_holds(string claims) =>
        Service().Verify(Sign(Header, claims)).ShouldBeNull();

    [Theory]
    [InlineData("system")]
    [InlineData("anonymous")]
    [InlineData("all")]
    public void A_token_with_a_reserved_role_is_refused_and_never_issued(string role)
    {
        var claims = Claims().Replace("\"Agent\"", $"\"Agent\",\"{role}\"", StringComparison.Ordinal);

        Service().Verify(Sign(Header, claims)).ShouldBeNull();
        Should.Throw<ArgumentException>(() => Service().Issue(EdgeHost.Agent with { Roles = ["Agent", role] }, TimeSpan.FromMinutes(1)));
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("anonymous")]
    public void A_token_of_the_framework_or_of_a_visitor_is_refused_and_never_issued(string id)
    {
        Service().Verify(Sign(Header, Claims().Replace("\"u\"", $"\"{id}\"", StringComparison.Ordinal))).ShouldBeNull();
        Should.Throw<ArgumentException>(() => Service().Issue(EdgeHost.Agent with { Id = new UserId(id) }, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void A_token_may_start_later()
    {
        var service = Service();
        var token = Sign(Header, Claims(""","nbf":1800000010"""));

        service.Verify(token).ShouldBeNull();

        _clock.Advance(TimeSpan.FromSeconds(10));
        service.Verify(token).ShouldNotBeNull();
    }

    [Fact]
    public void Claims_that_nobody_knows_are_ignored() =>
        Service().Verify(Sign(Header, Claims(""","aud":"x","jti":"s-1","claims":{"a:b":[1]}"""))).ShouldNotBeNull();

    [Fact]
    public void A_change_of_any_character_is_noticed()
    {
        var service = Service();
        var token = service.Issue(EdgeHost.Agent, TimeSpan.FromMinutes(1));

        for (var index = 0; index < token.Length - 1; index++)
        {
            var changed = token.ToCharArray();
            changed[index] = changed[index] == 'A' ? 'B' : 'A';
            service.Verify(new string(changed)).ShouldBeNull($"at {index}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("...")]
    [InlineData("a")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d")]
    [InlineData("=.=.=")]
    [InlineData("\ud83d.\ud83d.\ud83d")]
    public void What_has_no_three_parts_is_no_token(string token) => Service().Verify(token).ShouldBeNull();

    [Fact]
    public void An_endless_token_is_not_even_read() =>
        Service().Verify(Sign(Header, Claims($$""","x":"{{new string('x', 10_000)}}" """))).ShouldBeNull();

    [Fact]
    public void A_token_of_another_secret_is_refused() => Service().Verify(Sign(Header, Claims(), OtherKey)).ShouldBeNull();

    [Fact]
    public void A_key_that_no_longer_signs_still_verifies()
    {
        var ring = new TokenKeyRing(new SigningKey("v2", Key), new SigningKey("v1", OtherKey));

        Service(ring).Verify(Sign("""{"alg":"HS256","kid":"v1"}""", Claims(), OtherKey)).ShouldNotBeNull();
    }

    [Fact]
    public void A_token_that_names_its_key_is_tried_with_no_other()
    {
        var ring = new TokenKeyRing(new SigningKey("v2", Key), new SigningKey("v1", OtherKey));

        Service(ring).Verify(Sign("""{"alg":"HS256","kid":"v2"}""", Claims(), OtherKey)).ShouldBeNull();
    }

    [Fact]
    public void A_token_that_names_no_key_is_tried_with_all()
    {
        var ring = new TokenKeyRing(new SigningKey("v2", Key), new SigningKey("v1", OtherKey));

        Service(ring).Verify(Sign(Header, Claims(), OtherKey)).ShouldNotBeNull();
    }

    [Fact]
    public void The_issuer_counts()
    {
        var ring = new TokenKeyRing(new SigningKey(null, Key));
        var other = new TokenService(ring, "other", _clock);

        other.Verify(Sign(Header, Claims())).ShouldBeNull();
        Service().Verify(other.Issue(EdgeHost.Agent, TimeSpan.FromMinutes(1))).ShouldBeNull();
    }

    [Fact]
    public void A_lifetime_of_nothing_is_a_mistake() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Service().Issue(EdgeHost.Agent, TimeSpan.Zero));

    private static string Sign(string header, string claims, byte[]? key = null)
    {
        var signed = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header)) + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims));
        return signed + "." + Base64Url.EncodeToString(HMACSHA256.HashData(key ?? Key, Encoding.ASCII.GetBytes(signed)));
    }

    private TokenService Service(TokenKeyRing? ring = null) => new(ring ?? new TokenKeyRing(new SigningKey(null, Key)), "kumiko", _clock);
}
