namespace Kumiko.AspNetCore.Tests.Routes;

public class BatchRouteTests
{
    [Fact]
    public async Task A_batch_is_answered_in_the_order_of_its_commands()
    {
        await using var host = await EdgeHost.StartSignedIn();

        var answer = await host.Post("/api/batch", """{"commands":[{"type":"a:write:x","payload":{"n":1}},{"type":"a:write:y"}],"requestId":"r-1"}""");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe("""{"isSuccess":true,"results":[{"isSuccess":true,"data":{"did":"a:write:x"}},{"isSuccess":true,"data":{"did":"a:write:y"}}]}""");
        host.Dispatcher.Only.Calls.ShouldBe([("a:write:x", """{"n":1}"""), ("a:write:y", null)]);
        host.Dispatcher.Only.RequestId.ShouldBe("r-1");
    }

    [Fact]
    public async Task An_empty_batch_succeeds_without_asking_anybody()
    {
        await using var host = await EdgeHost.StartSignedIn();

        (await host.Post("/api/batch", """{"commands":[]}""")).Body.ShouldBe("""{"isSuccess":true,"results":[]}""");

        host.Dispatcher.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failed_batch_tells_what_was_undone_and_what_failed()
    {
        await using var host = await EdgeHost.StartSignedIn();
        host.Dispatcher.OnWrite = _ => ScriptedDispatcher.Failure(new NotFoundException("ticket", "7"), failedIndex: 1, """{"id":1}""");

        var answer = await host.Post("/api/batch", """{"commands":[{"type":"a"},{"type":"b"},{"type":"c"}]}""");

        answer.ShouldBeFailure(404, "not_found");
        answer.Json.GetProperty("isSuccess").GetBoolean().ShouldBeFalse();
        answer.Json.GetProperty("failedIndex").GetInt32().ShouldBe(1);
        var results = answer.Json.GetProperty("results").EnumerateArray().ToArray();
        results.Length.ShouldBe(2);
        results[0].GetRawText().ShouldBe("""{"isSuccess":true,"data":{"id":1}}""");
        results[1].GetProperty("isSuccess").GetBoolean().ShouldBeFalse();
        results[1].GetProperty("error").EnumerateObject().Select(member => member.Name)
            .ShouldBe(["code", "httpStatus", "i18nKey", "i18nParams", "message", "details"]);
    }

    [Fact]
    public async Task A_batch_that_failed_as_a_whole_has_no_failed_index()
    {
        await using var host = await EdgeHost.StartSignedIn();
        host.Dispatcher.OnWrite = _ => ScriptedDispatcher.Failure(new ConflictException("busy", "Later."), failedIndex: null, "1", "2");

        var answer = await host.Post("/api/batch", """{"commands":[{"type":"a"},{"type":"b"}]}""");

        answer.ShouldBeFailure(409, "conflict");
        answer.Json.TryGetProperty("failedIndex", out _).ShouldBeFalse();
        answer.Json.GetProperty("results").GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData("""{}""", "undefined")]
    [InlineData("""{"commands":null}""", "object")]
    [InlineData("""{"commands":{}}""", "object")]
    [InlineData("""{"commands":"x"}""", "string")]
    [InlineData("""{"commands":3}""", "number")]
    [InlineData("""{"commands":true}""", "boolean")]
    public async Task Commands_that_are_no_array_are_reported_with_their_type(string body, string received)
    {
        await using var host = await EdgeHost.StartSignedIn();

        var answer = await host.Post("/api/batch", body);

        answer.ShouldHaveIssue("commands", "invalid_type");
        answer.Field.GetProperty("params").GetRawText().ShouldBe($$"""{"expected":"array","received":"{{received}}"}""");
        answer.Json.EnumerateObject().Select(member => member.Name).ShouldBe(["isSuccess", "error"]);
    }

    [Fact]
    public async Task A_hundred_commands_are_carried_out()
    {
        await using var host = await EdgeHost.StartSignedIn();

        (await host.Post("/api/batch", Batch(100))).Status.ShouldBe(200);

        host.Dispatcher.Only.Calls.Count.ShouldBe(100);
    }

    [Fact]
    public async Task More_than_a_hundred_commands_are_too_many()
    {
        await using var host = await EdgeHost.StartSignedIn();

        var answer = await host.Post("/api/batch", Batch(101));

        answer.ShouldHaveIssue("commands", "too_big");
        answer.Field.GetProperty("params").GetProperty("maximum").GetInt32().ShouldBe(100);
        host.Dispatcher.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_most_commands_of_a_batch_are_a_setting()
    {
        await using var host = await EdgeHost.StartSignedIn(settings: new()
        {
            ["JWT_SECRET"] = EdgeHost.Secret,
            ["Kumiko:MaxBatchCommands"] = "2",
        });

        (await host.Post("/api/batch", Batch(2))).Status.ShouldBe(200);
        (await host.Post("/api/batch", Batch(3))).ShouldHaveIssue("commands", "too_big");
    }

    [Theory]
    [InlineData("""{"commands":[{"type":"a"},7]}""", "commands.1")]
    [InlineData("""{"commands":[null]}""", "commands.0")]
    [InlineData("""{"commands":[{"type":"a"},{"payload":{}}]}""", "commands.1.type")]
    [InlineData("""{"commands":[{"type":5}]}""", "commands.0.type")]
    public async Task An_issue_in_a_command_says_where_it_stands(string body, string path)
    {
        await using var host = await EdgeHost.StartSignedIn();

        (await host.Post("/api/batch", body)).ShouldHaveIssue(path, "invalid_type");

        host.Dispatcher.Calls.ShouldBeEmpty();
    }

    private static string Batch(int count) =>
        $$"""{"commands":[{{string.Join(',', Enumerable.Repeat("""{"type":"a:write:x"}""", count))}}]}""";
}
