using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Kumiko.Tests.LogHost;

namespace Kumiko.Postgres.Tests;

/// <summary>Another process that writes to a log and follows it.</summary>
internal sealed class LogHostProcess : IDisposable
{
    private readonly Process _process;

    private LogHostProcess(Process process) => _process = process;

    public static async Task<LogHostProcess> Start(string connectionString, int seed, int writers, int events, int followers)
    {
        var host = typeof(LogWriters).Assembly.Location;
        var dotnet = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet");
        string[] numbers = [.. new[] { seed, writers, events, followers }.Select(n => n.ToString(CultureInfo.InvariantCulture))];
        var started = new LogHostProcess(Process.Start(new ProcessStartInfo(dotnet, ["exec", host, connectionString, .. numbers])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);
        (await started.Line()).ShouldBe("started");
        return started;
    }

    /// <summary>Waits until all of its writers are done.</summary>
    public async Task Written() => (await Line()).ShouldStartWith("written ");

    /// <summary>Tells it where the log ends, and asks how its followers have fared.</summary>
    public async Task<IReadOnlyList<LogVerdict>> Finish(EventPosition end)
    {
        await _process.StandardInput.WriteLineAsync(end.Value.ToString(CultureInfo.InvariantCulture));
        await _process.StandardInput.FlushAsync();
        var verdicts = new List<LogVerdict>();
        while (await Line() is { } line)
        {
            var numbers = line.Split(' ').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            verdicts.Add(new LogVerdict(numbers[0], numbers[1], numbers[2], numbers[3]));
        }

        return verdicts;
    }

    /// <summary>Ends the process without a warning.</summary>
    public async Task Kill()
    {
        _process.Kill();
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

    private Task<string?> Line() => _process.StandardOutput.ReadLineAsync();
}
