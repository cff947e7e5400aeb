using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Kumiko.Bench.Databases;
using Kumiko.Bench.Measuring;
using static Kumiko.Bench.Benchmarks.ResultTable;

namespace Kumiko.Bench.Benchmarks;

/// <summary>From the start of a host's process to its first answer: a list of 20 rows. The database is there already.</summary>
internal sealed class StartBenchmark : Benchmark
{
    private const int Starts = 10;

    public override string Name => "start";

    public override async Task<ResultTable> Run(Setup setup)
    {
        var table = new ResultTable("work", "database", "aim", "ours, median", "slowest of 10", "hand-written endpoint");
        foreach (var open in setup.Databases)
        {
            await using var database = await open();
            await database.Fill();
            foreach (var build in new[] { HostBuild.Published, HostBuild.Built })
            {
                var ours = await Measure(() => ServerProcess.Start(
                    "Kumiko.Bench.Host", build, Post("/api/query", Workload.ListBody, Tokens.Planner),
                    ("KUMIKO_DATABASE", database.Setting), ("JWT_SECRET", Tokens.Secret)));
                var peer = database is PostgresDatabase
                    ? await Measure(() => ServerProcess.Start("Kumiko.Bench.Peer", build, Post("/list", "", null), ("PEER_DATABASE", database.Setting)))
                    : null;
                table.Add(
                    $"start to the first answer, {(build == HostBuild.Published ? "published" : "as built")}", database.Name, "< 500 ms",
                    Milliseconds(ours[Starts / 2]), Milliseconds(ours[^1]), peer is null ? "" : Milliseconds(peer[Starts / 2]));
            }
        }

        return table;
    }

    private static async Task<TimeSpan[]> Measure(Func<Task<ServerProcess>> start)
    {
        await (await start()).DisposeAsync();
        var times = new TimeSpan[Starts];
        for (var i = 0; i < Starts; i++)
        {
            var watch = Stopwatch.StartNew();
            await using var server = await start();
            times[i] = watch.Elapsed;
        }

        Array.Sort(times);
        return times;
    }

    private static HttpRequestMessage Post(string path, string body, string? token) => new(HttpMethod.Post, new Uri(path, UriKind.Relative))
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
        Headers = { Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token) },
    };
}
