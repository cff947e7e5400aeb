using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kumiko.AspNetCore.Tests.Authentication;

public class AuthCookiesTests
{
    private const string Gone = "Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; SameSite=Lax; Secure";

    [Fact]
    public async Task A_sign_in_sets_a_hidden_token_and_a_readable_CSRF_token()
    {
        var cookies = await Write("Production", []);

        cookies.Length.ShouldBe(2);
        cookies[0].ShouldBe("kumiko_auth=a.b.c; Path=/; Max-Age=3600; SameSite=Lax; Secure; HttpOnly");
        cookies[1].ShouldMatch("^kumiko_csrf=[A-Za-z0-9_-]{43}; Path=/; Max-Age=3600; SameSite=Lax; Secure$");
    }

    [Fact]
    public async Task Each_sign_in_has_its_own_CSRF_token()
    {
        var first = await Write("Production", []);
        var second = await Write("Production", []);

        first[1].ShouldNotBe(second[1]);
    }

    [Theory]
    [InlineData("Development", false)]
    [InlineData("Staging", true)]
    public async Task Cookies_are_secure_everywhere_but_in_development(string environment, bool isSecure)
    {
        var cookies = await Write(environment, []);

        cookies.ShouldAllBe(cookie => cookie.Contains("; Secure", StringComparison.Ordinal) == isSecure);
    }

    [Fact]
    public async Task A_cookie_of_a_domain_takes_the_place_of_the_hosts_own()
    {
        var cookies = await Write("Production", new() { ["Kumiko:Cookies:Domain"] = "example.org", ["Kumiko:Origins:AllowAny"] = "true" });

        cookies.Length.ShouldBe(4);
        cookies[0].ShouldBe($"kumiko_auth=; {Gone}; HttpOnly");
        cookies[1].ShouldBe($"kumiko_csrf=; {Gone}");
        cookies[2].ShouldBe("kumiko_auth=a.b.c; Path=/; Max-Age=3600; SameSite=Lax; Secure; Domain=example.org; HttpOnly");
        cookies[3].ShouldEndWith("; Domain=example.org");
    }

    [Fact]
    public async Task SameSite_may_be_strict()
    {
        var cookies = await Write("Production", new() { ["Kumiko:Cookies:SameSite"] = "strict" });

        cookies.ShouldAllBe(cookie => cookie.Contains("; SameSite=Strict", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sign_out_deletes_the_cookies_of_host_and_domain()
    {
        var cookies = await Record(
            "Production",
            new() { ["Kumiko:Cookies:Domain"] = "example.org", ["Kumiko:Origins:AllowAny"] = "true" },
            (all, response) => all.Delete(response));

        cookies.ShouldBe(
        [
            $"kumiko_auth=; {Gone}; HttpOnly",
            $"kumiko_csrf=; {Gone}",
            $"kumiko_auth=; {Gone}; Domain=example.org; HttpOnly",
            $"kumiko_csrf=; {Gone}; Domain=example.org",
        ]);
    }

    private static Task<string[]> Write(string environment, Dictionary<string, string?> settings) =>
        Record(environment, settings, (cookies, response) => cookies.Write(response, "a.b.c", TimeSpan.FromHours(1)));

    private static async Task<string[]> Record(string environment, Dictionary<string, string?> settings, Action<AuthCookies, HttpResponse> act)
    {
        settings["JWT_SECRET"] = EdgeHost.Secret;
        await using var host = await EdgeHost.Start(environment, settings);
        var response = new DefaultHttpContext().Response;
        act(host.Services.GetRequiredService<AuthCookies>(), response);
        return [.. response.Headers.SetCookie.Select(cookie => cookie!)];
    }
}
