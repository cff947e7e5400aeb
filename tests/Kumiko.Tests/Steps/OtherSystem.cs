using System.Collections.Concurrent;
using System.Net;

namespace Kumiko.Tests.Steps;

/// <summary>A system on this machine that webhooks call.</summary>
internal sealed class OtherSystem : IDisposable
{
    private readonly HttpListener _listener;

    public OtherSystem()
    {
        for (var attempt = 0; ; attempt++)
        {
            Port = Random.Shared.Next(20_000, 60_000);
            _listener = new HttpListener { Prefixes = { $"http://localhost:{Port}/" } };
            try
            {
                _listener.Start();
                break;
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                // Somebody else has the port.
            }
        }

        _ = Answer();
    }

    public int Port { get; }

    public int Status { get; set; } = 204;

    public bool IsSilent { get; set; }

    public ConcurrentQueue<string> Requests { get; } = [];

    public void Dispose() => _listener.Close();

    private async Task Answer()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                var body = await reader.ReadToEndAsync();
                Requests.Enqueue($"{context.Request.HttpMethod} {context.Request.RawUrl} {context.Request.ContentType} {context.Request.Headers["Idempotency-Key"]} {body}");
                if (!IsSilent)
                {
                    context.Response.StatusCode = Status;
                    context.Response.RedirectLocation = Status is > 300 and < 400 ? $"http://localhost:{Port}/elsewhere" : null;
                    context.Response.Close();
                }
            }
            catch (Exception) when (!_listener.IsListening)
            {
                return;
            }
        }
    }
}
