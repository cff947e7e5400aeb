using Kumiko.Bench.Databases;
using Kumiko.Bench.Measuring;
using static Kumiko.Bench.Benchmarks.ResultTable;

namespace Kumiko.Bench.Benchmarks;

/// <summary>
/// A host of the framework, in a process of its own, under load. Beside it the database alone, and on PostgreSQL an endpoint with
/// hand-written SQL, which shows what HTTP and the driver cost without us.
/// </summary>
internal sealed class HttpBenchmark(string name, string work, string body, string peerPath, string peerBody, RawWork raw, Func<BenchDatabase, string> aim) : Benchmark
{
    private const string Host = "Kumiko.Bench.Host";

    public override string Name => name;

    public override async Task<ResultTable> Run(Setup setup)
    {
        var table = new ResultTable("work", "database", "aim", "ours", "raw limit", "ours of the limit", "hand-written endpoint", "ours of that", "p50", "p99", "processor time of our host");
        foreach (var open in setup.Databases)
        {
            await using var database = await open();
            await database.Fill();
            await using var ours = await StartOurs(database);
            await using var peer = await StartPeer(database);
            var call = new HttpCall(name == "http-list" ? "/api/query" : "/api/write", body, Tokens.Planner);
            await Wrk.WarmUp(ours, call);
            if (peer is not null)
            {
                await Wrk.WarmUp(peer, new HttpCall(peerPath, peerBody));
            }

            var samples = await Rounds.Run(setup.Rounds, [.. Contenders(setup, database, ours, call, peer)]);
            table.Add(
                work, database.Name, aim(database), Rate(samples[0]), Rate(samples[1]), Share(samples[0], samples[1]),
                peer is null ? "" : Rate(samples[2]), peer is null ? "" : Share(samples[0], samples[2]),
                Milliseconds(samples[0].Median), Milliseconds(samples[0].Slowest), Microseconds(samples[0].ServerTime));
        }

        return table;
    }

    private IEnumerable<Func<Task<Sample>>> Contenders(Setup setup, BenchDatabase database, ServerProcess ours, HttpCall call, ServerProcess? peer)
    {
        yield return () => Wrk.Measure(ours, setup.Duration, call);
        yield return () => database.Limit(raw, Wrk.Connections, setup.Duration);
        if (peer is not null)
        {
            yield return () => Wrk.Measure(peer, setup.Duration, new HttpCall(peerPath, peerBody));
        }
    }

    public static Task<ServerProcess> StartOurs(BenchDatabase database) => ServerProcess.Start(Host, HostBuild.Published, Health(), SettingsOf(database));

    /// <summary>Starts the host of another revision, which was published to <paramref name="folder"/>.</summary>
    public static Task<ServerProcess> StartOurs(BenchDatabase database, string folder) =>
        ServerProcess.StartFile(Path.Combine(folder, Host + ".dll"), Health(), SettingsOf(database));

    private static async Task<ServerProcess?> StartPeer(BenchDatabase database) => database is PostgresDatabase
        ? await ServerProcess.Start("Kumiko.Bench.Peer", HostBuild.Published, Health(), ("PEER_DATABASE", database.Setting))
        : null;

    private static HttpRequestMessage Health() => new(HttpMethod.Get, "/health");

    private static (string Name, string Value)[] SettingsOf(BenchDatabase database) => [("KUMIKO_DATABASE", database.Setting), ("JWT_SECRET", Tokens.Secret)];
}
