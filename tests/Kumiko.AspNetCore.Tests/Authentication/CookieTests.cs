namespace Kumiko.AspNetCore.Tests.Authentication;

public class CookieTests
{
    private const string Call = """{"type":"a"}""";

    private static Dictionary<string, string?> WithOrigins => new()
    {
        ["JWT_SECRET"] = EdgeHost.Secret,
        ["Kumiko:Origins:Allowed:0"] = " https://App.example.org/ ",
        ["Kumiko:Origins:Allowed:1"] = "https://admin.example.org",
    };

    [Fact]
    public async Task A_cookie_with_its_CSRF_token_signs_in()
    {
        await using var host = await EdgeHost.Start();

        (await host.Post("/api/write", Call, Cookie(host), ("X-CSRF-Token", "abc"))).Status.ShouldBe(200);

        host.Dispatcher.Only.Caller.User.Id.ShouldBe(EdgeHost.Agent.Id);
    }

    [Theory]
    [InlineData("abc", null)]
    [InlineData("abc", "")]
    [InlineData("abc", "abd")]
    [InlineData("abc", "ABC")]
    [InlineData("abc", "abcd")]
    [InlineData("", "")]
    [InlineData(null, "abc")]
    public async Task A_cookie_without_a_matching_CSRF_token_is_refused(string? cookie, string? header)
    {
        await using var host = await EdgeHost.Start();
        var headers = new List<(string, string)> { ("Cookie", $"kumiko_auth={host.Token()}" + (cookie is null ? "" : $"; kumiko_csrf={cookie}")) };
        if (header is not null)
        {
            headers.Add(("X-CSRF-Token", header));
        }

        foreach (var route in (string[])["/api/write", "/api/batch", "/api/query", "/api/command"])
        {
            (await host.Post(route, Call, headers)).ShouldBeFailure(403, "csrf_token_mismatch");
        }

        host.Dispatcher.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bad_cookie_is_refused_also_in_development()
    {
        await using var host = await EdgeHost.Start("Development");

        (await host.Post("/api/write", Call, ("Cookie", "kumiko_auth=nonsense"))).ShouldBeFailure(401, "invalid_token");
    }

    [Fact]
    public async Task Other_cookies_are_no_sign_in()
    {
        await using var host = await EdgeHost.Start();

        (await host.Post("/api/write", Call, ("Cookie", "theme=dark; kumiko_auth="))).ShouldBeFailure(401, "missing_token");
    }

    [Theory]
    [InlineData("https://app.example.org")]
    [InlineData("HTTPS://APP.EXAMPLE.ORG")]
    [InlineData("https://admin.example.org")]
    public async Task A_listed_origin_may_act_with_the_cookie(string origin)
    {
        await using var host = await EdgeHost.Start(settings: WithOrigins);

        (await host.Post("/api/write", Call, Cookie(host), ("X-CSRF-Token", "abc"), ("Origin", origin))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://app.example.org")]
    [InlineData("Origin", "https://app.example.org:8443")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Any_other_origin_may_not(string header, string value)
    {
        await using var host = await EdgeHost.Start(settings: WithOrigins);

        var answer = await host.Post("/api/write", Call, Cookie(host), ("X-CSRF-Token", "abc"), (header, value));

        answer.ShouldBeFailure(403, "origin_not_allowed");
        host.Dispatcher.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("same-origin")]
    [InlineData("same-site")]
    [InlineData("none")]
    public async Task Without_an_origin_the_browser_must_only_not_say_that_it_is_another_site(string site)
    {
        await using var host = await EdgeHost.Start(settings: WithOrigins);

        (await host.Post("/api/write", Call, Cookie(host), ("X-CSRF-Token", "abc"), ("Sec-Fetch-Site", site))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Without_a_list_the_origin_does_not_matter()
    {
        await using var host = await EdgeHost.Start();

        (await host.Post("/api/write", Call, Cookie(host), ("X-CSRF-Token", "abc"), ("Origin", "https://evil.example"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Reading_needs_neither_CSRF_token_nor_origin()
    {
        await using var host = await EdgeHost.Start(settings: WithOrigins, map: app => Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions
            .MapGet(app, "/api/me", context => Task.CompletedTask).RequireSignIn());

        (await host.Get("/api/me", ("Cookie", "kumiko_auth=" + host.Token()), ("Origin", "https://evil.example"))).Status.ShouldBe(200);
    }

    private static (string, string) Cookie(EdgeHost host) => ("Cookie", $"kumiko_auth={host.Token()}; kumiko_csrf=abc");
}
