using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kumiko;

/// <summary>
/// Calls other systems over HTTP. Redirects are not followed, proxies are not used, and the address that a name resolves to is looked at before it is
/// connected to, so that a name which leads into the own network is of no use.
/// </summary>
internal sealed class HttpWebhookSender : IWebhookSender, IDisposable
{
    private readonly WebhookOptions _options;
    private readonly HttpClient _client;

    public HttpWebhookSender(WebhookOptions options)
    {
        _options = options;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = Connect,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task Send(WebhookDelivery delivery, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_options.Timeout);
        using var request = RequestOf(delivery);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw new WebhookFailedException($"{delivery} was answered with {(int)response.StatusCode}.");
            }
        }
        catch (HttpRequestException failure)
        {
            throw new WebhookFailedException($"{delivery} could not be made.", failure);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new WebhookFailedException($"{delivery} was not answered within {_options.Timeout}.");
        }
    }

    public void Dispose() => _client.Dispose();

    private static HttpRequestMessage RequestOf(WebhookDelivery delivery)
    {
        var request = new HttpRequestMessage(new HttpMethod(delivery.Method.ToString().ToUpperInvariant()), delivery.Url);
        if (delivery.Body is { } body)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in delivery.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await Dns.GetHostAddressesAsync(host, cancellation);
        var allowed = WebhookRules.IsTrusted(_options, host) ? addresses : [.. addresses.Where(PublicAddresses.Contain)];
        if (allowed.Length == 0)
        {
            throw new WebhookFailedException($"'{host}' has no public address, and is none of the trusted hosts.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
