using System.Globalization;

namespace Kumiko.Bench.Measuring;

/// <summary>Load over HTTP: 16 connections that post one body without a pause.</summary>
internal static class Wrk
{
    public const int Connections = 16;

    /// <summary>Long enough for the compiler to have done its last work on the hot code.</summary>
    private static readonly TimeSpan WarmUpDuration = TimeSpan.FromSeconds(10);

    public static Task WarmUp(ServerProcess server, HttpCall call) => Run(server, WarmUpDuration, call);

    public static async Task<Sample> Measure(ServerProcess server, TimeSpan duration, HttpCall call)
    {
        var before = server.ProcessorTime;
        var (requests, sample) = await Run(server, duration, call);
        return sample with { ServerTime = (server.ProcessorTime - before) / requests };
    }

    private static async Task<(long Requests, Sample Sample)> Run(ServerProcess server, TimeSpan duration, HttpCall call)
    {
        var output = await Tool.Run(
            "wrk",
            ["-t1", $"-c{Connections}", $"-d{Math.Max(1, duration.TotalSeconds):0}s", "--timeout", "10s", "-s", Script.PathOf("post.lua"), server.Address + call.Path],
            ("BENCH_BODY", call.Body), ("BENCH_TOKEN", call.Token ?? ""));
        var numbers = output.Split('\n').Single(line => line.StartsWith("measured ", StringComparison.Ordinal))
            .Split(' ')[1..].Select(n => long.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        if (numbers[4] > 0)
        {
            throw new InvalidOperationException($"{numbers[4]} of {numbers[0]} requests to {call.Path} failed.\n{output}");
        }

        return (numbers[0], new Sample(
            numbers[0] / (numbers[1] / 1e6), TimeSpan.FromMicroseconds(numbers[2]), TimeSpan.FromMicroseconds(numbers[3])));
    }
}

/// <summary>What is posted.</summary>
internal sealed record HttpCall(string Path, string Body, string? Token = null);
