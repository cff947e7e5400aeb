using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Kumiko.Tests.Consumers;

/// <summary>Another process that works for consumers, and writes, until it is killed.</summary>
internal sealed class NodeProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task _listening;

    private NodeProcess(Process process)
    {
        _process = process;
        _listening = Task.Run(Listen);
    }

    /// <summary>The ids of requests that it has reported as done.</summary>
    public ConcurrentQueue<string> Acknowledged { get; } = [];

    /// <summary>What its consumers did outside the database.</summary>
    public ConcurrentQueue<string> Effects { get; } = [];

    public string? Failure { get; private set; }

    /// <param name="address">The database.</param>
    /// <param name="round">What the requests' names begin with; <c>idle</c> for none.</param>
    /// <param name="node">The node's name.</param>
    public static async Task<NodeProcess> Start(string address, string round, string node)
    {
        var dotnet = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet");
        var process = Process.Start(new ProcessStartInfo(dotnet)
        {
            ArgumentList = { "exec", Path.Combine(AppContext.BaseDirectory, "CrashHost.dll"), address, round, node },
            RedirectStandardOutput = true,
        })!;
        (await process.StandardOutput.ReadLineAsync()).ShouldBe("started");
        return new NodeProcess(process);
    }

    /// <summary>Ends it without a warning, and waits for what it had said until then.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _listening;
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task Listen()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            // A line that the kill has torn apart has no end.
            var words = line.EndsWith(';') ? line[..^1].Split(' ', 2) : [line];
            switch (words)
            {
                case ["ack", var request]:
                    Acknowledged.Enqueue(request);
                    break;
                case ["effect", var key]:
                    Effects.Enqueue(key);
                    break;
                case [var text] when text.StartsWith("failed", StringComparison.Ordinal):
                    Failure = text;
                    break;
            }
        }
    }
}
