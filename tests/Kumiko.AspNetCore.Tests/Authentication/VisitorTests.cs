using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kumiko.AspNetCore.Tests.Authentication;

public class VisitorTests
{
    private const string Call = """{"type":"a"}""";
    private const string First = "11111111-1111-4111-8111-111111111111";
    private const string Second = "22222222-2222-4222-8222-222222222222";

    [Fact]
    public async Task A_visitor_acts_in_the_tenant_of_the_settings()
    {
        await using var host = await Locked();

        (await host.Post("/api/write", Call)).Status.ShouldBe(200);

        var visitor = host.Dispatcher.Only.Caller.User;
        visitor.Id.ShouldBe(UserId.Anonymous);
        visitor.Roles.ShouldBe([User.AnonymousRole]);
        visitor.Tenant.ShouldBe(TenantId.Parse(First));
    }

    [Theory]
    [InlineData("/api/write", Call)]
    [InlineData("/api/batch", """{"commands":[]}""")]
    [InlineData("/api/query", Call)]
    [InlineData("/api/command", Call)]
    [InlineData("/api/stream", Call)]
    public async Task All_five_routes_let_visitors_in(string route, string body)
    {
        await using var host = await Locked();

        (await host.Post(route, body)).Status.ShouldBeOneOf(200, 202);
    }

    [Fact]
    public async Task A_visitor_may_repeat_the_tenant_but_not_choose_another()
    {
        await using var host = await Locked();

        (await host.Post("/api/write", Call, ("X-Tenant", First))).Status.ShouldBe(200);
        var refusal = await host.Post("/api/write", Call, ("X-Tenant", Second));

        refusal.ShouldBeFailure(400, "tenant_mismatch");
        var details = refusal.Error.GetProperty("details");
        details.GetProperty("clientTenantId").GetString().ShouldBe(Second);
        details.GetProperty("defaultTenantId").GetString().ShouldBe(First);
    }

    [Theory]
    [InlineData("not a tenant", null, "X-Tenant header")]
    [InlineData("11111111-1111-4111-8111-11111111111A", null, "X-Tenant header")]
    [InlineData(null, "kumiko_tenant=17", "kumiko_tenant cookie")]
    [InlineData(First, "kumiko_tenant=17", "kumiko_tenant cookie")]
    public async Task What_names_a_tenant_must_be_a_UUID_in_lower_case(string? header, string? cookie, string source)
    {
        await using var host = await Locked();
        List<(string, string)> headers = [];
        if (header is not null)
        {
            headers.Add(("X-Tenant", header));
        }

        if (cookie is not null)
        {
            headers.Add(("Cookie", cookie));
        }

        var refusal = await host.Post("/api/write", Call, [.. headers]);

        refusal.ShouldBeFailure(400, "invalid_tenant_format");
        refusal.Error.GetProperty("details").GetProperty("source").GetString().ShouldBe(source);
    }

    [Fact]
    public async Task Who_meant_to_sign_in_is_never_taken_for_a_visitor()
    {
        await using var host = await Locked();

        (await host.Post("/api/write", Call, ("Authorization", "Bearer nonsense"))).ShouldBeFailure(401, "invalid_token");
        (await host.Post("/api/write", Call, ("Authorization", "Basic YTpi"))).ShouldBeFailure(401, "missing_token");
        (await host.Post("/api/write", Call, ("Cookie", "kumiko_auth=nonsense"))).ShouldBeFailure(401, "invalid_token");
        host.Dispatcher.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_endpoint_for_those_who_signed_in_stays_closed()
    {
        await using var host = await EdgeHost.Start(settings: Settings(), map: app =>
            app.MapGet("/me", context => context.Response.WriteAsync(context.GetCaller().User.Id.Value)).RequireSignIn());

        (await host.Get("/me")).ShouldBeFailure(401, "missing_token");
    }

    [Fact]
    public async Task A_resolver_decides_alone_where_it_says_so()
    {
        await using var host = await With(new ByHost(TenantTrust.Authoritative));

        (await host.Post("/api/write", Call, ("Host", "first.example"))).Status.ShouldBe(200);
        host.Dispatcher.Only.Caller.User.Tenant.ShouldBe(TenantId.Parse(First));
        (await host.Post("/api/write", Call, ("Host", "first.example"), ("X-Tenant", Second))).ShouldBeFailure(400, "tenant_mismatch");
        (await host.Post("/api/write", Call, ("Host", "nowhere.example"), ("X-Tenant", Second))).ShouldBeFailure(400, "tenant_required");
    }

    [Fact]
    public async Task A_resolver_can_leave_the_choice_to_the_client()
    {
        await using var host = await With(new ByHost(TenantTrust.Fallback));

        (await host.Post("/api/write", Call, ("Host", "first.example"), ("Cookie", $"kumiko_tenant={Second}"))).Status.ShouldBe(200);
        host.Dispatcher.Only.Caller.User.Tenant.ShouldBe(TenantId.Parse(Second));
        (await host.Post("/api/write", Call, ("Host", "first.example"))).Status.ShouldBe(200);
        host.Dispatcher.Calls.Last().Caller.User.Tenant.ShouldBe(TenantId.Parse(First));
        (await host.Post("/api/write", Call, ("Host", "nowhere.example"))).ShouldBeFailure(400, "tenant_required");
    }

    [Fact]
    public async Task A_tenant_that_does_not_exist_is_not_found_and_the_system_tenant_is_nobodys()
    {
        await using var host = await EdgeHost.Start(services: services => services.AddSingleton<ITenantDirectory>(new Only(First)));

        (await host.Post("/api/write", Call, ("X-Tenant", First))).Status.ShouldBe(200);
        (await host.Post("/api/write", Call, ("X-Tenant", Second))).ShouldBeFailure(404, "tenant_not_found");
        (await host.Post("/api/write", Call, ("X-Tenant", TenantId.System.ToString()))).ShouldBeFailure(404, "tenant_not_found");
        (await host.Post("/api/write", Call)).ShouldBeFailure(400, "tenant_required");
    }

    [Fact]
    public async Task In_development_one_can_try_what_visitors_see()
    {
        await using var host = await EdgeHost.Start("Development", Settings());

        (await host.Post("/api/write", Call, ("X-Kumiko-User", "anonymous"))).Status.ShouldBe(200);
        (await host.Post("/api/write", Call)).Status.ShouldBe(200);

        host.Dispatcher.Calls.Select(call => call.Caller.User.IsSignedIn).ShouldBe([false, true]);
    }

    private static Dictionary<string, string?> Settings() => new() { ["JWT_SECRET"] = EdgeHost.Secret, ["Kumiko:Anonymous:Tenant"] = First };

    private static Task<EdgeHost> Locked() => EdgeHost.Start(settings: Settings());

    private static Task<EdgeHost> With(ITenantResolver resolver) => EdgeHost.Start(services: services => services.AddSingleton(resolver));

    private sealed class ByHost(TenantTrust trust) : ITenantResolver
    {
        public TenantTrust Trust => trust;

        public ValueTask<TenantId?> Resolve(HttpContext context) =>
            new(context.Request.Host.Host == "first.example" ? TenantId.Parse(First) : null);
    }

    private sealed class Only(string tenant) : ITenantDirectory
    {
        public ValueTask<bool> Exists(TenantId asked, CancellationToken cancellation = default) => new(asked == TenantId.Parse(tenant));
    }
}
