namespace Kumiko.AspNetCore.Tests.Routes;

public class CommandRouteTests
{
    [Fact]
    public async Task A_command_is_accepted_without_its_data()
    {
        await using var host = await EdgeHost.StartSignedIn();

        var answer = await host.Post("/api/command", """{"type":"a:write:b","payload":{}}""");

        answer.Status.ShouldBe(202);
        answer.Body.ShouldBe("""{"ok":true}""");
    }

    [Fact]
    public async Task A_command_has_no_request_id()
    {
        await using var host = await EdgeHost.StartSignedIn();

        await host.Post("/api/command", """{"type":"a:write:b","requestId":"r-1"}""");

        host.Dispatcher.Only.RequestId.ShouldBeNull();
    }

    [Fact]
    public async Task A_failed_command_has_the_error_alone()
    {
        await using var host = await EdgeHost.StartSignedIn();
        host.Dispatcher.OnWrite = _ => ScriptedDispatcher.Failure(new ConflictException("busy", "Somebody is at it."));

        var answer = await host.Post("/api/command", """{"type":"a:write:b"}""");

        answer.ShouldBeFailure(409, "conflict");
        answer.Json.EnumerateObject().Select(member => member.Name).ShouldBe(["error"]);
    }
}
