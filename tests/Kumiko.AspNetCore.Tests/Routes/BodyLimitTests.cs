using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kumiko.AspNetCore.Tests.Routes;

public class BodyLimitTests
{
    private const int MiB = 1024 * 1024;

    [Fact]
    public async Task A_body_of_just_the_limit_passes_and_one_byte_more_does_not()
    {
        await using var host = await EdgeHost.StartSignedIn();

        (await host.Post("/api/write", BodyOf(MiB))).Status.ShouldBe(200);
        var answer = await host.Post("/api/write", BodyOf(MiB + 1));

        answer.ShouldBeFailure(413, "payload_too_large");
        answer.Error.GetProperty("details").GetProperty("maxBytes").GetInt32().ShouldBe(MiB);
    }

    [Fact]
    public async Task A_chunked_body_counts_while_it_comes()
    {
        await using var host = await EdgeHost.StartSignedIn();

        var small = await SendChunked(host, BodyOf(MiB));
        var large = await SendChunked(host, BodyOf(10 * MiB));

        small.Status.ShouldBe(200);
        large.ShouldBeFailure(413, "payload_too_large");
        host.Dispatcher.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_chunked_body_of_ten_megabytes_gets_its_answer_even_from_a_client_that_sends_first()
    {
        await using var host = await EdgeHost.StartSignedIn();
        var chunk = Encoding.ASCII.GetBytes($"{MiB.ToString("x", CultureInfo.InvariantCulture)}\r\n{new string(' ', MiB)}\r\n");

        var answer = await host.SendRaw(
            [Head(host, "/api/write", "Transfer-Encoding: chunked"), .. Enumerable.Repeat(chunk, 10), Encoding.ASCII.GetBytes("0\r\n\r\n")]);

        answer.ShouldBeFailure(413, "payload_too_large");
        answer.Json.GetProperty("isSuccess").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_body_announced_as_too_long_is_refused_before_it_comes()
    {
        await using var host = await EdgeHost.StartSignedIn();

        // Nothing of the body is ever sent: the answer cannot depend on it.
        var answer = await host.SendRaw(Head(host, "/api/query", "Content-Length: 99999999999"));

        answer.ShouldBeFailure(413, "payload_too_large");
    }

    [Fact]
    public async Task The_limit_is_a_setting()
    {
        await using var host = await EdgeHost.StartSignedIn(settings: new()
        {
            ["JWT_SECRET"] = EdgeHost.Secret,
            ["Kumiko:MaxBodyBytes"] = "100",
        });

        (await host.Post("/api/write", BodyOf(100))).Status.ShouldBe(200);
        (await host.Post("/api/write", BodyOf(101))).ShouldBeFailure(413, "payload_too_large");
    }

    [Fact]
    public async Task Zero_lifts_the_limit()
    {
        await using var host = await EdgeHost.StartSignedIn(settings: new()
        {
            ["JWT_SECRET"] = EdgeHost.Secret,
            ["Kumiko:MaxBodyBytes"] = "0",
        });

        (await host.Post("/api/write", BodyOf(40 * MiB))).Status.ShouldBe(200);
        (await SendChunked(host, BodyOf(40 * MiB))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Other_endpoints_have_the_limit_too()
    {
        await using var host = await EdgeHost.StartSignedIn(map: app =>
            app.MapPost("/api/other", context => context.Request.Body.CopyToAsync(Stream.Null)).RequireSignIn());

        var answer = await host.SendRaw(Head(host, "/api/other", $"Content-Length: {MiB + 1}"));

        answer.ShouldBeFailure(413, "payload_too_large");
        answer.Error.GetProperty("details").GetProperty("maxBytes").GetInt32().ShouldBe(MiB);
    }

    [Fact]
    public async Task A_body_that_arrives_byte_by_byte_is_read_to_its_end()
    {
        await using var host = await EdgeHost.StartSignedIn();
        var body = Encoding.UTF8.GetBytes("""{"type":"a:write:ü","payload":{"x":"😀"}}""");

        var answer = await host.SendRaw([Head(host, "/api/write", $"Content-Length: {body.Length}"), .. body.Select(single => new[] { single })]);

        answer.Status.ShouldBe(200);
        host.Dispatcher.Only.Calls.ShouldBe([("a:write:ü", """{"x":"😀"}""")]);
    }

    [Fact]
    public async Task A_connection_serves_on_after_a_refusal()
    {
        await using var host = await EdgeHost.StartSignedIn();

        for (var round = 0; round < 3; round++)
        {
            (await SendChunked(host, BodyOf(3 * MiB))).Status.ShouldBe(413);
            (await host.Post("/api/write", "{")).Status.ShouldBe(400);
            (await host.Post("/api/write", """{"type":"a"}""")).Status.ShouldBe(200);
        }
    }

    private static string BodyOf(int length)
    {
        const string Start = """{"type":"a","payload":{"x":" """;
        return Start + new string('x', length - Start.Length - 3) + "\"}}";
    }

    private static Task<Answer> SendChunked(EdgeHost host, string body)
    {
        var content = new StreamContent(new UnseekableStream(Encoding.UTF8.GetBytes(body)));
        content.Headers.ContentType = new("application/json");
        return host.Send(HttpMethod.Post, "/api/write", content);
    }

    private static byte[] Head(EdgeHost host, string route, string length) => Encoding.ASCII.GetBytes(
        $"POST {route} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
        + $"Authorization: Bearer {host.Token()}\r\n{length}\r\n\r\n");

    private sealed class UnseekableStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
