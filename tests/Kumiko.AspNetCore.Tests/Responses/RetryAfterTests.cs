namespace Kumiko.AspNetCore.Tests.Responses;

public class RetryAfterTests
{
    [Theory]
    [InlineData("/api/write", """{"type":"a"}""")]
    [InlineData("/api/batch", """{"commands":[{"type":"a"}]}""")]
    [InlineData("/api/query", """{"type":"a"}""")]
    [InlineData("/api/command", """{"type":"a"}""")]
    public async Task Who_called_too_often_hears_when_it_is_worth_trying_again(string path, string body)
    {
        await using var host = await EdgeHost.StartSignedIn();
        var refusal = new RateLimitedException("user", 10, TimeSpan.FromMinutes(1), 0, TimeSpan.FromSeconds(5.2), DateTimeOffset.UnixEpoch);
        host.Dispatcher.OnWrite = _ => ScriptedDispatcher.Failure(refusal);
        host.Dispatcher.OnQuery = _ => throw refusal;

        var answer = await host.Post(path, body);

        answer.ShouldBeFailure(429, "rate_limited");
        answer.Header("Retry-After").ShouldBe("6");
        answer.Error.GetProperty("details").GetProperty("retryAfterSeconds").GetInt32().ShouldBe(6);
    }

    [Fact]
    public async Task Other_failures_say_nothing_of_it()
    {
        await using var host = await EdgeHost.StartSignedIn();
        host.Dispatcher.OnQuery = _ => throw new ConflictException("taken", "Taken.");

        (await host.Post("/api/query", """{"type":"a"}""")).Header("Retry-After").ShouldBeNull();
    }
}
