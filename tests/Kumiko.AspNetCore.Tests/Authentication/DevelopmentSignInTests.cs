using Microsoft.Extensions.DependencyInjection;
using System.Text;

namespace Kumiko.AspNetCore.Tests.Authentication;

public class DevelopmentSignInTests
{
    private const string Call = """{"type":"a"}""";
    private const string OtherTenant = "55555555-5555-4555-8555-555555555555";

    [Fact]
    public async Task Without_any_setting_a_developer_is_signed_in()
    {
        await using var host = await EdgeHost.Start("Development", settings: []);

        (await host.Post("/api/write", Call)).Status.ShouldBe(200);

        var user = host.Dispatcher.Only.Caller.User;
        user.Id.Value.ShouldBe("22222222-2222-4222-8222-222222222222");
        user.Tenant.ToString().ShouldBe("11111111-1111-4111-8111-111111111111");
        user.Roles.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_developer_has_the_declared_roles_but_none_of_the_reserved()
    {
        await using var host = await EdgeHost.Start("Development", settings: [], services: services =>
            services.PostConfigure<KumikoHttpOptions>(options => options.Development.DefaultRoles = ["Agent", "anonymous", "system", "all", "Admin"]));

        await host.Post("/api/write", Call);

        host.Dispatcher.Only.Caller.User.Roles.ShouldBe(["Agent", "Admin"]);
    }

    [Fact]
    public async Task User_tenant_and_roles_are_settings()
    {
        await using var host = await EdgeHost.Start("Development", settings: new()
        {
            ["Kumiko:Development:User"] = "dora",
            ["Kumiko:Development:Tenant"] = OtherTenant,
            ["Kumiko:Development:Roles:0"] = "Tester",
        });

        await host.Post("/api/write", Call);

        var user = host.Dispatcher.Only.Caller.User;
        user.Id.Value.ShouldBe("dora");
        user.Tenant.ToString().ShouldBe(OtherTenant);
        user.Roles.ShouldBe(["Tester"]);
    }

    [Fact]
    public async Task A_request_may_choose_for_itself()
    {
        await using var host = await EdgeHost.Start("Development", settings: []);

        await host.Post("/api/write", Call, ("X-Tenant", OtherTenant), ("X-Kumiko-Roles", "Agent, Admin"), ("X-Kumiko-User", "dora"));

        var user = host.Dispatcher.Only.Caller.User;
        user.Id.Value.ShouldBe("dora");
        user.Tenant.ToString().ShouldBe(OtherTenant);
        user.Roles.ShouldBe(["Agent", "Admin"]);
    }

    [Fact]
    public async Task An_empty_list_of_roles_is_a_user_without_any()
    {
        await using var host = await EdgeHost.Start("Development", settings: new() { ["Kumiko:Development:Roles:0"] = "Tester" });

        await host.Post("/api/write", Call, ("X-Kumiko-Roles", ""));

        host.Dispatcher.Only.Caller.User.Roles.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("X-Tenant", "")]
    [InlineData("X-Tenant", "nonsense")]
    [InlineData("X-Tenant", "{55555555-5555-4555-8555-555555555555}")]
    [InlineData("X-Kumiko-Roles", "Agent,,Admin")]
    [InlineData("X-Kumiko-Roles", "Agent;Admin")]
    [InlineData("X-Kumiko-Roles", "system")]
    [InlineData("X-Kumiko-Roles", "Agent,anonymous")]
    [InlineData("X-Kumiko-Roles", "all")]
    [InlineData("X-Kumiko-User", "")]
    [InlineData("X-Kumiko-User", "two words")]
    [InlineData("X-Kumiko-User", "anonymous")]
    [InlineData("X-Kumiko-User", "00000000-0000-0000-0000-000000000000")]
    public async Task A_bad_choice_is_refused_by_the_name_of_its_header(string header, string value)
    {
        await using var host = await EdgeHost.Start("Development", settings: []);

        var answer = await host.Post("/api/write", Call, (header, value));

        answer.ShouldBeFailure(400, "invalid_header");
        answer.Error.GetProperty("details").GetProperty("header").GetString().ShouldBe(header);
        answer.Error.GetProperty("message").GetString()!.ShouldContain(header);
        host.Dispatcher.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    [InlineData("Test")]
    [InlineData("Developments")]
    public async Task Outside_development_no_setting_and_no_header_signs_anybody_in(string environment)
    {
        await using var host = await EdgeHost.Start(environment, settings: new()
        {
            ["JWT_SECRET"] = EdgeHost.Secret,
            ["Kumiko:Development:User"] = "dora",
            ["Kumiko:Development:Tenant"] = OtherTenant,
            ["Kumiko:Development:Roles:0"] = "Admin",
        });

        (await host.Post("/api/write", Call)).ShouldBeFailure(401, "missing_token");
        (await host.Post("/api/write", Call, ("X-Tenant", OtherTenant), ("X-Kumiko-Roles", "Admin"), ("X-Kumiko-User", "dora")))
            .ShouldBeFailure(401, "missing_token");
        host.Dispatcher.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Outside_development_the_headers_change_nothing_about_a_token()
    {
        await using var host = await EdgeHost.StartSignedIn();

        await host.Post("/api/write", Call, ("X-Kumiko-Roles", "Admin"), ("X-Kumiko-User", "dora"));

        host.Dispatcher.Only.Caller.User.Id.ShouldBe(EdgeHost.Agent.Id);
        host.Dispatcher.Only.Caller.User.Roles.ShouldBe(["Agent"]);
    }

    [Fact]
    public async Task A_token_counts_in_development_too()
    {
        await using var host = await EdgeHost.StartSignedIn("Development", settings: []);

        await host.Post("/api/write", Call, ("X-Kumiko-Roles", "Admin"), ("X-Kumiko-User", "dora"));

        host.Dispatcher.Only.Caller.User.Id.ShouldBe(EdgeHost.Agent.Id);
        host.Dispatcher.Only.Caller.User.Roles.ShouldBe(["Agent"]);
    }

    [Fact]
    public async Task A_bad_token_is_not_made_good_by_development()
    {
        await using var host = await EdgeHost.Start("Development", settings: []);

        (await host.Post("/api/write", Call, ("Authorization", "Bearer nonsense"))).ShouldBeFailure(401, "invalid_token");
        (await host.Post("/api/write", Call, ("Authorization", "Basic YTpi"))).ShouldBeFailure(401, "missing_token");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://127.0.0.1.evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "nonsense")]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "localhost.evil.example")]
    [InlineData("Host", "")]
    public async Task A_foreign_page_cannot_use_the_developers_sign_in(string header, string value)
    {
        await using var host = await EdgeHost.Start("Development", settings: []);

        // The client would not send a host of its own making, so this goes out by hand.
        var own = header == "Host" ? $"Host: {value}" : $"Host: 127.0.0.1\r\n{header}: {value}";
        var answer = await host.SendRaw(Encoding.ASCII.GetBytes(
            $"POST /api/write HTTP/1.1\r\n{own}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {Call.Length}\r\n\r\n{Call}"));

        answer.ShouldBeFailure(403, "origin_not_allowed");
        host.Dispatcher.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("localhost", "http://localhost:5173")]
    [InlineData("LOCALHOST:5000", "http://localhost:5000")]
    [InlineData("tenant.localhost", "http://tenant.localhost")]
    [InlineData("[::1]:5000", "http://[::1]:5000")]
    [InlineData("127.0.0.1", "http://127.0.0.1")]
    [InlineData("devbox:5000", "http://devbox:5000")]
    public async Task The_developers_own_page_may_use_it(string name, string origin)
    {
        await using var host = await EdgeHost.Start("Development", settings: new() { ["Kumiko:Development:Hosts:0"] = "devbox" });

        var answer = await host.SendRaw(Encoding.ASCII.GetBytes(
            $"POST /api/write HTTP/1.1\r\nHost: {name}\r\nOrigin: {origin}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {Call.Length}\r\n\r\n{Call}"));

        answer.Status.ShouldBe(200, answer.Body);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    public async Task A_foreign_form_that_browsers_do_not_mark_fails_at_its_content_type(string contentType)
    {
        await using var host = await EdgeHost.Start("Development", settings: []);

        var answer = await host.Send(HttpMethod.Post, "/api/write", new StringContent(Call, Encoding.UTF8, contentType));

        answer.ShouldBeFailure(415, "unsupported_media_type");
        answer.Headers.ShouldNotContain(header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        host.Dispatcher.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_preflight_gets_no_permission()
    {
        await using var host = await EdgeHost.Start("Development", settings: []);

        var answer = await host.Send(HttpMethod.Options, "/api/write", null, ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "POST"));

        answer.ShouldBeFailure(405, "method_not_allowed");
        answer.Headers.ShouldNotContain(header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_secret_made_up_for_development_ends_with_the_process()
    {
        await using var first = await EdgeHost.Start("Development", settings: []);
        await using var second = await EdgeHost.Start("Development", settings: []);

        first.Tokens.Verify(first.Token()).ShouldNotBeNull();
        second.Tokens.Verify(first.Token()).ShouldBeNull();
    }
}
