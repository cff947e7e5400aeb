namespace Kumiko.AspNetCore.Tests.Requests;

public class RequestIdTests
{
    [Fact]
    public async Task Ids_of_the_client_are_kept_and_sent_back()
    {
        await using var host = await EdgeHost.StartSignedIn();

        var answer = await host.Post("/api/write", """{"type":"a"}""", ("X-Request-ID", "Req.1:2_3-4"), ("X-Correlation-ID", "cor-1"));

        answer.Header("X-Request-ID").ShouldBe("Req.1:2_3-4");
        answer.Header("X-Correlation-ID").ShouldBe("cor-1");
        host.Dispatcher.Only.Caller.Request.RequestId.ShouldBe("Req.1:2_3-4");
        host.Dispatcher.Only.Caller.Request.CorrelationId.ShouldBe("cor-1");
    }

    [Fact]
    public async Task Without_a_correlation_id_the_request_id_serves()
    {
        await using var host = await EdgeHost.StartSignedIn();

        (await host.Post("/api/write", """{"type":"a"}""", ("X-Request-ID", "r-1"))).Header("X-Correlation-ID").ShouldBe("r-1");

        host.Dispatcher.Only.Caller.Request.CorrelationId.ShouldBe("r-1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("a/b")]
    [InlineData("a\"b")]
    [InlineData("ümlaut")]
    public async Task An_id_in_other_characters_is_replaced(string id)
    {
        await using var host = await EdgeHost.StartSignedIn();

        var answer = await host.Post("/api/query", """{"type":"a"}""", ("X-Request-ID", id), ("X-Correlation-ID", id));

        Guid.Parse(answer.Header("X-Request-ID")!).Version.ShouldBe(7);
        answer.Header("X-Correlation-ID").ShouldBe(answer.Header("X-Request-ID"));
    }

    [Fact]
    public async Task An_id_has_up_to_128_characters()
    {
        await using var host = await EdgeHost.StartSignedIn();
        var longest = new string('x', 128);

        (await host.Post("/api/query", """{"type":"a"}""", ("X-Request-ID", longest))).Header("X-Request-ID").ShouldBe(longest);
        (await host.Post("/api/query", """{"type":"a"}""", ("X-Request-ID", longest + "x"))).Header("X-Request-ID")!.Length.ShouldBe(36);
    }

    [Fact]
    public async Task Two_requests_without_ids_get_different_ones()
    {
        await using var host = await EdgeHost.StartSignedIn();

        var first = await host.Post("/api/query", """{"type":"a"}""");
        var second = await host.Post("/api/query", """{"type":"a"}""");

        first.Header("X-Request-ID").ShouldNotBe(second.Header("X-Request-ID"));
    }

    [Theory]
    [InlineData("/api/write", 400)]
    [InlineData("/api/nothing", 404)]
    public async Task Failures_carry_the_ids_too(string path, int status)
    {
        await using var host = await EdgeHost.StartSignedIn();

        var answer = await host.Post(path, "{", ("X-Request-ID", "r-1"), ("X-Correlation-ID", "c-1"));

        answer.Status.ShouldBe(status);
        answer.Header("X-Request-ID").ShouldBe("r-1");
        answer.Header("X-Correlation-ID").ShouldBe("c-1");
        answer.Error.GetProperty("requestId").GetString().ShouldBe("r-1");
    }

    [Theory]
    [InlineData("GET", 405)]
    [InlineData("POST", 401)]
    public async Task Refusals_before_any_handler_carry_the_ids_too(string method, int status)
    {
        await using var host = await EdgeHost.Start();

        var answer = await host.Send(new HttpMethod(method), "/api/write", null, ("X-Request-ID", "r-1"));

        answer.Status.ShouldBe(status);
        answer.Header("X-Request-ID").ShouldBe("r-1");
    }
}
