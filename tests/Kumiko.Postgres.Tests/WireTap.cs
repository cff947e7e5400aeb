using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Kumiko.Postgres.Tests;

/// <summary>Stands between driver and server and counts how often the driver speaks after it has heard an answer.</summary>
internal sealed class WireTap : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _serversFolder;
    private int _roundTrips;

    public WireTap(string serversFolder)
    {
        _serversFolder = serversFolder;
        _listener.Start();
        _ = Accept();
    }

    public int RoundTrips => Volatile.Read(ref _roundTrips);

    public string Through(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        MaxPoolSize = 1,
    }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task Accept()
    {
        while (!_stop.IsCancellationRequested)
        {
            using var client = await _listener.AcceptSocketAsync(_stop.Token);
            using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await server.ConnectAsync(new UnixDomainSocketEndPoint($"{_serversFolder}/.s.PGSQL.5432"), _stop.Token);
            await Converse(client, server);
        }
    }

    private async Task Converse(Socket client, Socket server)
    {
        var answered = true;
        await Task.WhenAny(
            Relay(client, server, () =>
            {
                if (Interlocked.Exchange(ref answered, false))
                {
                    Interlocked.Increment(ref _roundTrips);
                }
            }),
            Relay(server, client, () => Interlocked.Exchange(ref answered, true)));
    }

    private async Task Relay(Socket from, Socket to, Action heard)
    {
        var buffer = new byte[65536];
        while (await from.ReceiveAsync(buffer, _stop.Token) is var count and > 0)
        {
            heard();
            await to.SendAsync(buffer.AsMemory(0, count), _stop.Token);
        }
    }
}
