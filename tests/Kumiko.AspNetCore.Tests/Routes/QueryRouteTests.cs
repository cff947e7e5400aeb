namespace Kumiko.AspNetCore.Tests.Routes;

public class QueryRouteTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("""{"rows":[],"nextCursor":null}""")]
    [InlineData("[1,2]")]
    [InlineData("0")]
    public async Task A_query_is_answered_with_its_value(string value)
    {
        await using var host = await EdgeHost.StartSignedIn();
        host.Dispatcher.OnQuery = _ => value;

        var answer = await host.Post("/api/query", """{"type":"a:query:b","payload":{"limit":5}}""");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe($$"""{"data":{{value}}}""");
        host.Dispatcher.Only.Calls.ShouldBe([("a:query:b", """{"limit":5}""")]);
    }

    [Fact]
    public async Task A_failed_query_has_the_error_alone()
    {
        await using var host = await EdgeHost.StartSignedIn();
        host.Dispatcher.OnQuery = call => throw new AccessDeniedException(call.Type);

        var answer = await host.Post("/api/query", """{"type":"a:query:b"}""");

        answer.ShouldBeFailure(403, "access_denied");
        answer.Json.EnumerateObject().Select(member => member.Name).ShouldBe(["error"]);
    }
}
