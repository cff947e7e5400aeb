using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Kumiko.Bench.Measuring;

/// <summary>A host in a process of its own, in the environment Production, reachable from this machine only.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private ServerProcess(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    public string Address { get; }

    /// <summary>What the process has used so far, on all cores.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts the host and waits for its first answer to <paramref name="first"/>.</summary>
    public static Task<ServerProcess> Start(
        string assembly, HostBuild build, HttpRequestMessage first, params IEnumerable<(string Name, string Value)> environment)
    {
        var folder = AppContext.BaseDirectory.Replace("Kumiko.Bench", assembly, StringComparison.Ordinal);
        return StartFile(
            Path.Combine(folder, build == HostBuild.Published ? $"{RuntimeInformation.RuntimeIdentifier}/publish" : "", assembly + ".dll"), first, environment);
    }

    /// <summary>Starts a host that was published to another place.</summary>
    public static async Task<ServerProcess> StartFile(string file, HttpRequestMessage first, params IEnumerable<(string Name, string Value)> environment)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [file]) { WorkingDirectory = Path.GetDirectoryName(file), RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var server = new ServerProcess(process, $"http://127.0.0.1:{port}");
        first.RequestUri = new Uri(server.Address + first.RequestUri);
        try
        {
            await server.WaitForAnswer(first, port);
            return server;
        }
        catch (Exception exception)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"{Path.GetFileName(file)} did not start: {await output}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task WaitForAnswer(HttpRequestMessage first, int port)
    {
        var watch = Stopwatch.StartNew();
        while (!CanConnect(port))
        {
            if (_process.HasExited || watch.Elapsed > Patience)
            {
                throw new TimeoutException("Nobody listens.");
            }

            await Task.Delay(1);
        }

        using var client = new HttpClient();
        using var response = await client.SendAsync(first);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    private static bool CanConnect(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
