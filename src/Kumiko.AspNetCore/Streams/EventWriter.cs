using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Kumiko.AspNetCore;

/// <summary>Writes server-sent events: two lines each, the second with JSON that has no line breaks.</summary>
internal sealed class EventWriter(HttpResponse response)
{
    /// <summary>Sends the status and the headers.</summary>
    public Task Open(CancellationToken cancellation)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-store";

        // Proxies that collect answers would keep the items back.
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        return response.StartAsync(cancellation);
    }

    public async ValueTask Write(string name, ReadOnlyMemory<byte> json, CancellationToken cancellation)
    {
        Compose(name, json.Span);
        await response.BodyWriter.FlushAsync(cancellation);
    }

    private void Compose(string name, ReadOnlySpan<byte> json)
    {
        var body = response.BodyWriter;
        body.Write("event: "u8);
        Encoding.ASCII.GetBytes(name, body);
        body.Write("\ndata: "u8);
        body.Write(json);
        body.Write("\n\n"u8);
    }
}
