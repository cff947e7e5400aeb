using Microsoft.Extensions.Configuration;

namespace Kumiko.AspNetCore.Tests.Authentication;

public class TokenKeyRingTests
{
    private const string First = "the first secret, long enough for it";
    private const string Second = "the second secret, long enough for it";
    private const string Old = "the oldest secret, long enough for it";

    [Fact]
    public void A_single_secret_signs_without_a_name()
    {
        Read(new() { ["JWT_SECRET"] = Old }).Current.Id.ShouldBeNull();
        Read(new() { ["Kumiko:Jwt:Secret"] = Old }).Current.Id.ShouldBeNull();
    }

    [Fact]
    public void The_current_version_signs_and_all_verify()
    {
        var ring = Read(new()
        {
            ["JWT_SECRET"] = Old,
            ["JWT_SECRET_V1"] = First,
            ["JWT_SECRET_V2"] = Second,
            ["JWT_SECRET_CURRENT_VERSION"] = "2",
        });

        ring.Current.Id.ShouldBe("v2");
        ring.All.Select(key => key.Id).ShouldBe(["v2", "v1", null]);
    }

    [Fact]
    public void Without_any_secret_there_is_no_key_ring()
    {
        var problems = new List<string>();

        TokenKeyRing.Read(new ConfigurationBuilder().Build(), new JwtOptions(), problems).ShouldBeNull();

        problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("JWT_SECRET has 5 characters", "JWT_SECRET=short")]
    [InlineData("JWT_SECRET has 0 characters", "JWT_SECRET=")]
    [InlineData("Kumiko:Jwt:Secret has 5 characters", "Kumiko:Jwt:Secret=short")]
    [InlineData("JWT_SECRET_V1 has 5 characters", "JWT_SECRET_V1=short", "JWT_SECRET_CURRENT_VERSION=1")]
    [InlineData("JWT_SECRET_V1 has 0 characters", "JWT_SECRET_V1=", "JWT_SECRET_CURRENT_VERSION=1")]
    [InlineData("JWT_SECRET_CURRENT_VERSION is missing", "JWT_SECRET_V1=" + First)]
    [InlineData("JWT_SECRET_V3 is not set", "JWT_SECRET_V1=" + First, "JWT_SECRET_CURRENT_VERSION=3")]
    [InlineData("JWT_SECRET_V1 is not set", "JWT_SECRET=" + Old, "JWT_SECRET_CURRENT_VERSION=1")]
    [InlineData("JWT_SECRET_VX has no number", "JWT_SECRET_VX=" + First, "JWT_SECRET=" + Old)]
    public async Task What_is_wrong_with_the_secrets_ends_the_start(string problem, params string[] settings)
    {
        var pairs = settings.Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1]);

        foreach (var environment in (string[])["Production", "Development"])
        {
            var failure = await Should.ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => EdgeHost.Start(environment, pairs));
            failure.Message.ShouldContain(problem);
            failure.Message.ShouldNotContain(First);
        }
    }

    [Fact]
    public async Task The_issuer_comes_from_the_configuration()
    {
        await using var host = await EdgeHost.Start(settings: new() { ["JWT_SECRET"] = EdgeHost.Secret, ["JWT_ISSUER"] = "helpdesk" });
        await using var other = await EdgeHost.Start(settings: new() { ["JWT_SECRET"] = EdgeHost.Secret, ["Kumiko:Jwt:Issuer"] = "helpdesk" });
        await using var third = await EdgeHost.Start();

        other.Tokens.Verify(host.Token()).ShouldNotBeNull();
        third.Tokens.Verify(host.Token()).ShouldBeNull();
    }

    private static TokenKeyRing Read(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var problems = new List<string>();
        var ring = TokenKeyRing.Read(configuration, new JwtOptions { Secret = configuration["Kumiko:Jwt:Secret"] }, problems);
        problems.ShouldBeEmpty();
        return ring.ShouldNotBeNull();
    }
}
