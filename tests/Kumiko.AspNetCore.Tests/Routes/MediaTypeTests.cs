using System.Text;

namespace Kumiko.AspNetCore.Tests.Routes;

public class MediaTypeTests
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [InlineData("Application/JSON")]
    public async Task JSON_in_UTF8_is_accepted(string contentType)
    {
        await using var host = await EdgeHost.StartSignedIn();

        (await Send(host, "/api/write", contentType)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/jsonp")]
    [InlineData("text/json")]
    [InlineData("*/*")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Anything_else_is_unsupported(string? contentType)
    {
        await using var host = await EdgeHost.StartSignedIn();

        foreach (var route in (string[])["/api/write", "/api/batch", "/api/query", "/api/command"])
        {
            (await Send(host, route, contentType)).ShouldBeFailure(415, "unsupported_media_type");
        }

        host.Dispatcher.Calls.ShouldBeEmpty();
    }

    private static Task<Answer> Send(EdgeHost host, string route, string? contentType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"type":"a","commands":[]}"""));
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return host.Send(HttpMethod.Post, route, content);
    }
}
