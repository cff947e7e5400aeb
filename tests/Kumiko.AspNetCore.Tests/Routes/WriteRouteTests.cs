namespace Kumiko.AspNetCore.Tests.Routes;

public class WriteRouteTests
{
    [Fact]
    public async Task A_write_is_answered_with_its_data()
    {
        await using var host = await EdgeHost.StartSignedIn();

        var answer = await host.Post("/api/write", """{"type":"a:write:b","payload":{"x":1}}""");

        answer.Status.ShouldBe(200);
        answer.Header("Content-Type").ShouldBe("application/json");
        answer.Header("Content-Length").ShouldBe(answer.Body.Length.ToString());
        answer.Body.ShouldBe("""{"isSuccess":true,"data":{"did":"a:write:b"}}""");
    }

    [Fact]
    public async Task The_dispatcher_gets_type_payload_request_id_and_caller()
    {
        await using var host = await EdgeHost.StartSignedIn();

        await host.Post("/api/write", """{"type":"a:write:b","payload":{"x":[1,"ü"]},"requestId":"r-1"}""", ("X-Request-ID", "http-1"));

        var call = host.Dispatcher.Only;
        call.Calls.ShouldBe([("a:write:b", """{"x":[1,"ü"]}""")]);
        call.RequestId.ShouldBe("r-1");
        call.Caller.User.Id.ShouldBe(EdgeHost.Agent.Id);
        call.Caller.User.Tenant.ShouldBe(EdgeHost.Agent.Tenant);
        call.Caller.User.Roles.ShouldBe(["Agent"]);
        call.Caller.Request.RequestId.ShouldBe("http-1");
    }

    [Fact]
    public async Task A_payload_may_be_absent()
    {
        await using var host = await EdgeHost.StartSignedIn();

        (await host.Post("/api/write", """{"type":"a:write:b"}""")).Status.ShouldBe(200);

        host.Dispatcher.Only.Calls.ShouldBe([("a:write:b", null)]);
    }

    [Fact]
    public async Task Data_may_be_null()
    {
        await using var host = await EdgeHost.StartSignedIn();
        host.Dispatcher.OnWrite = _ => ScriptedDispatcher.Success("null");

        (await host.Post("/api/write", """{"type":"a:write:b"}""")).Body.ShouldBe("""{"isSuccess":true,"data":null}""");
    }

    [Fact]
    public async Task Data_of_many_kilobytes_arrives_whole()
    {
        await using var host = await EdgeHost.StartSignedIn();
        var data = "\"" + new string('x', 300_000) + "\"";
        host.Dispatcher.OnWrite = _ => ScriptedDispatcher.Success(data);

        (await host.Post("/api/write", """{"type":"a:write:b"}""")).Body.ShouldBe($$"""{"isSuccess":true,"data":{{data}}}""");
    }

    [Fact]
    public async Task A_failure_has_the_status_and_says_that_nothing_succeeded()
    {
        await using var host = await EdgeHost.StartSignedIn();
        host.Dispatcher.OnWrite = _ => ScriptedDispatcher.Failure(new UnprocessableException("too_late", "The sale is over."));

        var answer = await host.Post("/api/write", """{"type":"a:write:b"}""");

        answer.ShouldBeFailure(422, "unprocessable");
        answer.Json.GetProperty("isSuccess").GetBoolean().ShouldBeFalse();
        answer.Json.EnumerateObject().Select(member => member.Name).ShouldBe(["isSuccess", "error"]);
        answer.Error.GetProperty("details").GetProperty("reason").GetString().ShouldBe("too_late");
    }
}
