using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kumiko.AspNetCore.Tests.Requests;

public class EndpointAccessTests
{
    [Fact]
    public async Task Every_endpoint_has_decided_who_gets_in()
    {
        await using var host = await EdgeHost.Start();

        var decisions = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.Cast<RouteEndpoint>()
            .ToDictionary(endpoint => endpoint.RoutePattern.RawText!, endpoint => endpoint.Metadata.GetOrderedMetadata<EndpointAccess>().Single().Name);

        decisions.ShouldBe(
            new Dictionary<string, string>
            {
                ["/api/write"] = "visitors",
                ["/api/batch"] = "visitors",
                ["/api/query"] = "visitors",
                ["/api/command"] = "visitors",
                ["/api/stream"] = "visitors",
                ["/health"] = "public",
                ["/health/ready"] = "public",
                ["/version"] = "public",
            },
            ignoreOrder: true);
    }

    [Fact]
    public async Task Every_endpoint_but_the_public_ones_refuses_those_who_did_not_sign_in_where_no_visitors_are_let_in()
    {
        await using var host = await EdgeHost.Start();
        var endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.Cast<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<EndpointAccess>() != EndpointAccess.Public).ToArray();

        endpoints.ShouldNotBeEmpty();
        foreach (var endpoint in endpoints)
        {
            (await host.Post(endpoint.RoutePattern.RawText!, """{"type":"a","commands":[]}""")).ShouldBeFailure(401, "missing_token");
        }

        host.Dispatcher.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/undecided")]
    [InlineData("/API/undecided")]
    public async Task An_endpoint_of_the_API_without_a_decision_asks_for_a_sign_in(string path)
    {
        await using var host = await EdgeHost.Start(map: app => app.MapGet("/api/undecided", context => context.Response.WriteAsync("hello")));

        (await host.Get(path)).ShouldBeFailure(401, "missing_token");
    }

    [Fact]
    public async Task A_public_endpoint_does_not_look_at_tokens()
    {
        await using var host = await EdgeHost.Start(map: app => app.MapPost("/api/open", context => context.Response.WriteAsync("hello")).AllowPublic());

        var answer = await host.Post("/api/open", "{}", ("Authorization", "Bearer nonsense"), ("Cookie", "kumiko_auth=nonsense"));

        answer.Body.ShouldBe("hello");
    }

    [Fact]
    public async Task An_endpoint_of_somebody_else_is_left_alone()
    {
        await using var host = await EdgeHost.Start(map: app => app.MapGet("/page", context => context.Response.WriteAsync("hello")));

        var answer = await host.Get("/page", ("Authorization", "Bearer nonsense"));

        answer.Body.ShouldBe("hello");
        answer.Header("X-Request-ID").ShouldBeNull();
    }

    [Fact]
    public async Task An_endpoint_outside_the_API_may_ask_for_a_sign_in_too()
    {
        await using var host = await EdgeHost.Start(map: app =>
            app.MapGet("/me", context => context.Response.WriteAsync(context.GetCaller().User.Id.Value)).RequireSignIn());

        (await host.Get("/me")).ShouldBeFailure(401, "missing_token");
        (await host.Get("/me", ("Authorization", $"Bearer {host.Token()}"))).Body.ShouldBe(EdgeHost.Agent.Id.Value);
    }

    [Fact]
    public async Task A_public_endpoint_knows_its_request_but_nobody_behind_it()
    {
        await using var host = await EdgeHost.Start(map: app =>
        {
            app.MapGet("/ids", context => context.Response.WriteAsync(context.GetRequestInfo().RequestId)).AllowPublic();
            app.MapGet("/who", context => context.Response.WriteAsync(context.GetCaller().User.Id.Value)).AllowPublic();
        });

        (await host.Get("/ids", ("X-Request-ID", "r-1"))).Body.ShouldBe("r-1");
        (await host.Get("/who")).ShouldBeFailure(500, "internal_error");
    }
}
