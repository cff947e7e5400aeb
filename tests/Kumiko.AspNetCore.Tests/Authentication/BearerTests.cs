namespace Kumiko.AspNetCore.Tests.Authentication;

public class BearerTests
{
    private const string Call = """{"type":"a"}""";

    [Fact]
    public async Task A_token_signs_its_user_in()
    {
        await using var host = await EdgeHost.Start();
        var user = EdgeHost.Agent with { TimeZone = "Europe/Zurich", Locale = "de-CH", Roles = ["Agent", "Admin"] };

        (await host.Post("/api/write", Call, Bearer(host.Token(user)))).Status.ShouldBe(200);

        var signedIn = host.Dispatcher.Only.Caller.User;
        signedIn.Id.ShouldBe(user.Id);
        signedIn.Tenant.ShouldBe(user.Tenant);
        signedIn.Roles.ShouldBe(["Agent", "Admin"]);
        signedIn.TimeZone.ShouldBe("Europe/Zurich");
        signedIn.Locale.ShouldBe("de-CH");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic YTpi")]
    public async Task Without_a_token_there_is_no_sign_in(string? header)
    {
        await using var host = await EdgeHost.Start();

        var answer = header is null ? await host.Post("/api/write", Call) : await host.Post("/api/write", Call, ("Authorization", header));

        answer.ShouldBeFailure(401, "missing_token");
        answer.Error.GetProperty("i18nKey").GetString().ShouldBe("errors.auth.missing_token");
        answer.Json.EnumerateObject().Select(member => member.Name).ShouldBe(["error"]);
    }

    [Fact]
    public async Task The_scheme_is_spelled_exactly()
    {
        await using var host = await EdgeHost.Start();

        (await host.Post("/api/write", Call, ("Authorization", "bearer " + host.Token()))).ShouldBeFailure(401, "missing_token");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("é.é.é")]
    public async Task A_bad_token_is_refused(string token)
    {
        await using var host = await EdgeHost.Start();

        (await host.Post("/api/write", Call, Bearer(token))).ShouldBeFailure(401, "invalid_token");

        host.Dispatcher.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bearer_token_needs_no_CSRF_token_and_no_origin()
    {
        await using var host = await EdgeHost.Start(settings: new()
        {
            ["JWT_SECRET"] = EdgeHost.Secret,
            ["Kumiko:Origins:Allowed:0"] = "https://app.example.org",
        });

        (await host.Post("/api/write", Call, Bearer(host.Token()), ("Origin", "https://evil.example"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_token_beside_a_cookie_is_ambiguous()
    {
        await using var host = await EdgeHost.Start();

        var answer = await host.Post("/api/write", Call, Bearer(host.Token()), ("Cookie", "kumiko_auth=" + host.Token()));

        answer.ShouldBeFailure(400, "ambiguous_auth");
    }

    [Fact]
    public async Task The_tenant_header_may_repeat_the_tokens_tenant()
    {
        await using var host = await EdgeHost.Start();

        (await host.Post("/api/write", Call, Bearer(host.Token()), ("X-Tenant", EdgeHost.Agent.Tenant.ToString()))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("44444444-4444-4444-8444-444444444444")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task The_tenant_header_cannot_name_another_tenant(string tenant)
    {
        await using var host = await EdgeHost.Start();

        var answer = await host.Post("/api/write", Call, Bearer(host.Token()), ("X-Tenant", tenant));

        answer.ShouldBeFailure(400, "tenant_mismatch");
        answer.Error.GetProperty("details").GetProperty("jwtTenantId").GetString().ShouldBe(EdgeHost.Agent.Tenant.ToString());
        answer.Error.GetProperty("details").GetProperty("headerTenantId").GetString().ShouldBe(tenant);
    }

    private static (string, string) Bearer(string token) => ("Authorization", "Bearer " + token);
}
