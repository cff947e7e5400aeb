using System.Net.Http.Headers;
using System.Text;

namespace Kumiko.AspNetCore.Tests.Routes;

public class MalformedBodyTests
{
    private static readonly string[] Routes = ["/api/write", "/api/batch", "/api/query", "/api/command"];

    public static TheoryData<string, string> Bodies => new()
    {
        { "empty", "" },
        { "white space", "  \n" },
        { "cut off", """{"type":"a" """ },
        { "no JSON", "type=a&payload=b" },
        { "two documents", """{"type":"a"}{"type":"b"}""" },
        { "a comma too many", """{"type":"a",}""" },
        { "a comment", """{"type":"a"/* why */}""" },
        { "NaN", """{"type":"a","payload":{"x":NaN}}""" },
        { "a control character", "{\"type\":\"a\u0001b\"}" },
        { "a line break in a text", "{\"type\":\"a\nb\"}" },
        { "a name twice", """{"type":"a","type":"b"}""" },
        { "a name twice, once escaped", """{"type":"a","\u0074ype":"b"}""" },
        { "a name twice in the payload", """{"type":"a","payload":{"x":1,"x":2}}""" },
        { "a lone high surrogate", """{"type":"a","payload":{"x":"\ud83d"}}""" },
        { "a lone low surrogate", """{"type":"a","payload":{"x":"\ude00"}}""" },
        { "surrogates in the wrong order", """{"type":"a","payload":{"x":"\ude00\ud83d"}}""" },
        { "a high surrogate before plain text", """{"type":"a","payload":{"x":"\ud83d-\ude00"}}""" },
        { "a high surrogate before another escape", """{"type":"a","payload":{"x":"\ud83d\n"}}""" },
        { "a lone surrogate as type", """{"type":"\udc00"}""" },
        { "a lone surrogate in a name", """{"type":"a","payload":{"\uD800":1}}""" },
    };

    public static TheoryData<string, byte[]> Bytes => new()
    {
        { "a byte order mark", [0xEF, 0xBB, 0xBF, .. """{"type":"a","commands":[]}"""u8] },
        { "a byte that no UTF-8 has", [.. "{\"type\":\"a"u8, 0xFF, .. "\"}"u8] },
        { "a character cut in two", [.. "{\"type\":\"a"u8, 0xC3, .. "\"}"u8] },
        { "an encoded surrogate", [.. "{\"type\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8] },
        { "an overlong slash", [.. "{\"type\":\""u8, 0xC0, 0xAF, .. "\"}"u8] },
        { "UTF-16", Encoding.Unicode.GetBytes("""{"type":"a","commands":[]}""") },
        { "zeros", new byte[64] },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Text_that_is_no_JSON_is_an_issue_of_the_root(string what, string body)
    {
        await using var host = await EdgeHost.StartSignedIn();

        await ShouldBeMalformedEverywhere(host, what, Encoding.UTF8.GetBytes(body));
    }

    [Theory]
    [MemberData(nameof(Bytes))]
    public async Task Bytes_that_are_no_text_are_an_issue_of_the_root(string what, byte[] body)
    {
        await using var host = await EdgeHost.StartSignedIn();

        await ShouldBeMalformedEverywhere(host, what, body);
    }

    [Theory]
    [InlineData("null", "null")]
    [InlineData("[]", "array")]
    [InlineData("""[{"type":"a"}]""", "array")]
    [InlineData("7", "number")]
    [InlineData("\"text\"", "string")]
    [InlineData("true", "boolean")]
    public async Task A_root_that_is_no_object_is_an_issue(string body, string received)
    {
        await using var host = await EdgeHost.StartSignedIn();

        foreach (var route in Routes)
        {
            var answer = await host.Post(route, body);
            answer.ShouldHaveIssue("(root)", "invalid_type");
            answer.Field.GetProperty("params").GetProperty("received").GetString().ShouldBe(received);
        }
    }

    [Theory]
    [InlineData("/api/write", true)]
    [InlineData("/api/batch", true)]
    [InlineData("/api/query", false)]
    [InlineData("/api/command", false)]
    public async Task Malformed_JSON_is_answered_in_the_routes_own_envelope(string route, bool hasIsSuccess)
    {
        await using var host = await EdgeHost.StartSignedIn();

        (await host.Post(route, "{")).Json.TryGetProperty("isSuccess", out _).ShouldBe(hasIsSuccess);
    }

    [Theory]
    [InlineData("""{"type":"a","payload":{"x":"\ud83d\ude00 \\ud83d \\\\ \" \u00fc"}}""")]
    [InlineData("""{"type":"a","payload":{"x":1e999999,"y":-0.000000000000000000000000000000000000001,"z":123456789012345678901234567890}}""")]
    [InlineData("""{"type":"a","payload":{"x":"\u0000\u001f"}}""")]
    [InlineData("""{"type":"a","payload":null}""")]
    [InlineData("""{"type":"a","payload":"text"}""")]
    [InlineData(" \n\t{ \"type\" : \"a\" }\r\n ")]
    public async Task What_is_proper_JSON_reaches_the_dispatcher(string body)
    {
        await using var host = await EdgeHost.StartSignedIn();

        (await host.Post("/api/write", body)).Status.ShouldBe(200);

        host.Dispatcher.Only.Calls[0].Type.ShouldBe("a");
    }

    private static async Task ShouldBeMalformedEverywhere(EdgeHost host, string what, byte[] body)
    {
        foreach (var route in Routes)
        {
            var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            var answer = await host.Send(HttpMethod.Post, route, content);
            answer.ShouldHaveIssue("(root)", "invalid_type");
        }

        host.Dispatcher.Calls.ShouldBeEmpty(what);
        host.Log.Errors.ShouldBeEmpty();
    }
}
