using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Kumiko.AspNetCore.Tests.Responses;

public class FailureTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, 89, TimeSpan.Zero);

    [Fact]
    public async Task A_failure_carries_everything_that_a_client_may_want()
    {
        await using var host = await EdgeHost.StartSignedIn(services: services => services.AddSingleton<TimeProvider>(new ManualClock(Now)));
        host.Dispatcher.OnWrite = _ => ScriptedDispatcher.Failure(new UnprocessableException("too_late", "The sale is over."));

        var answer = await host.Post("/api/write", """{"type":"a"}""", ("X-Request-ID", "r-1"));

        answer.Body.ShouldBe(
            """
            {"isSuccess":false,"error":{"code":"unprocessable","httpStatus":422,"i18nKey":"errors.unprocessable","message":"The sale is over.",
            "details":{"reason":"too_late"},"docsUrl":"https://docs.kumiko.rocks/errors/too_late","requestId":"r-1","timestamp":"2026-03-04T05:06:07.089Z"}}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task Failures_of_the_edge_carry_the_same_members()
    {
        await using var host = await EdgeHost.Start();

        var answer = await host.Post("/api/write", "{}", ("X-Request-ID", "r-1"));

        answer.ShouldBeFailure(401, "missing_token");
        answer.Error.GetProperty("requestId").GetString().ShouldBe("r-1");
        answer.Error.GetProperty("docsUrl").GetString().ShouldBe("https://docs.kumiko.rocks/errors/missing_token");
        DateTimeOffset.TryParse(answer.Error.GetProperty("timestamp").GetString(), CultureInfo.InvariantCulture, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task The_address_of_the_documentation_is_a_setting()
    {
        await using var host = await EdgeHost.Start(settings: new()
        {
            ["JWT_SECRET"] = EdgeHost.Secret,
            ["Kumiko:DocsUrl"] = "https://help.example.org/kumiko/",
        });

        (await host.Post("/api/write", "{}")).Error.GetProperty("docsUrl").GetString().ShouldBe("https://help.example.org/kumiko/errors/missing_token");
    }

    [Fact]
    public async Task An_unexpected_exception_says_nothing_in_production()
    {
        await using var host = await EdgeHost.StartSignedIn();
        host.Dispatcher.OnQuery = _ => throw new InvalidOperationException("the password is 1234");

        var answer = await host.Post("/api/query", """{"type":"a"}""");

        answer.ShouldBeFailure(500, "internal_error");
        answer.Error.TryGetProperty("details", out _).ShouldBeFalse();
        answer.Error.GetProperty("i18nKey").GetString().ShouldBe("errors.internal");
        answer.Error.GetProperty("message").GetString().ShouldBe("internal error");
        answer.Body.ShouldNotContain("1234");
    }

    [Fact]
    public async Task An_unexpected_exception_tells_its_cause_in_development()
    {
        await using var host = await EdgeHost.StartSignedIn("Development");
        host.Dispatcher.OnQuery = _ => throw new InvalidOperationException("no such thing");

        var answer = await host.Post("/api/query", """{"type":"a"}""");

        answer.ShouldBeFailure(500, "internal_error");
        answer.Error.GetProperty("details").GetRawText().ShouldBe("""{"causeName":"InvalidOperationException","causeMessage":"no such thing"}""");
    }

    [Fact]
    public async Task The_message_of_an_internal_error_stays_in_the_house_too()
    {
        await using var host = await EdgeHost.StartSignedIn();
        host.Dispatcher.OnWrite = _ => ScriptedDispatcher.Failure(new InternalErrorException("column secret_plan is missing"));

        var answer = await host.Post("/api/batch", """{"commands":[{"type":"a"}]}""");

        answer.ShouldBeFailure(500, "internal_error");
        answer.Body.ShouldNotContain("secret_plan");
    }

    [Fact]
    public async Task An_unexpected_exception_is_logged_once_with_the_request()
    {
        await using var host = await EdgeHost.StartSignedIn();
        var cause = new InvalidOperationException("why");
        host.Dispatcher.OnQuery = _ => throw cause;

        await host.Post("/api/query", """{"type":"a"}""", ("X-Request-ID", "r-1"));

        var (message, exception) = host.Log.Errors.ShouldHaveSingleItem();
        message.ShouldContain("/api/query");
        message.ShouldContain("r-1");
        exception.ShouldBeSameAs(cause);
    }

    [Fact]
    public async Task What_the_dispatcher_caught_and_logged_is_not_logged_again()
    {
        await using var host = await EdgeHost.StartSignedIn();
        host.Dispatcher.OnWrite = _ => ScriptedDispatcher.Failure(new InternalErrorException(new InvalidOperationException("why")));

        (await host.Post("/api/write", """{"type":"a"}""")).ShouldBeFailure(500, "internal_error");

        host.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Expected_failures_are_not_logged()
    {
        await using var host = await EdgeHost.StartSignedIn();
        host.Dispatcher.OnWrite = _ => ScriptedDispatcher.Failure(new NotFoundException("ticket", "7"));

        await host.Post("/api/write", """{"type":"a"}""");

        host.Log.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/write", true)]
    [InlineData("/api/query", false)]
    public async Task An_unexpected_exception_is_answered_in_the_routes_own_envelope(string route, bool hasIsSuccess)
    {
        await using var host = await EdgeHost.StartSignedIn();
        host.Dispatcher.OnWrite = _ => throw new InvalidOperationException();
        host.Dispatcher.OnQuery = _ => throw new InvalidOperationException();

        var answer = await host.Post(route, """{"type":"a"}""");

        answer.ShouldBeFailure(500, "internal_error");
        answer.Json.TryGetProperty("isSuccess", out _).ShouldBe(hasIsSuccess);
    }

    [Fact]
    public async Task An_exception_keeps_the_ids_and_drops_what_the_endpoint_had_said()
    {
        await using var host = await EdgeHost.StartSignedIn(map: app => app.MapGet("/api/broken", context =>
        {
            context.Response.Headers["X-Half"] = "done";
            throw new InvalidOperationException();
        }).AllowPublic());

        var answer = await host.Get("/api/broken", ("X-Request-ID", "r-1"));

        answer.ShouldBeFailure(500, "internal_error");
        answer.Header("X-Request-ID").ShouldBe("r-1");
        answer.Header("X-Half").ShouldBeNull();
    }

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/api")]
    [InlineData("/api/write/more")]
    [InlineData("/nothing")]
    public async Task An_unknown_route_is_answered_in_JSON(string path)
    {
        await using var host = await EdgeHost.Start();

        var answer = await host.Post(path, "{}");

        answer.ShouldBeFailure(404, "not_found");
        answer.Error.GetProperty("details").GetProperty("reason").GetString().ShouldBe("route_not_found");
    }

    [Theory]
    [InlineData("GET", "/api/write", "POST")]
    [InlineData("DELETE", "/api/query", "POST")]
    [InlineData("OPTIONS", "/api/batch", "POST")]
    [InlineData("POST", "/health", "GET, HEAD")]
    public async Task A_wrong_method_is_answered_in_JSON(string method, string path, string allowed)
    {
        await using var host = await EdgeHost.Start();

        var answer = await host.Send(new HttpMethod(method), path);

        answer.ShouldBeFailure(405, "method_not_allowed");
        string.Join(", ", answer.Headers["Allow"]).ShouldBe(allowed);
    }

    [Fact]
    public async Task A_bare_status_of_any_endpoint_gets_a_body()
    {
        await using var host = await EdgeHost.Start(map: app => app.MapGet("/teapot", context =>
        {
            context.Response.StatusCode = 418;
            return Task.CompletedTask;
        }).AllowPublic());

        (await host.Get("/teapot")).ShouldBeFailure(418, "http_418");
    }

    [Fact]
    public async Task The_server_does_not_name_itself()
    {
        await using var host = await EdgeHost.Start();

        (await host.Get("/health")).Header("Server").ShouldBeNull();
    }
}
