using Kumiko.Bench.Databases;
using Kumiko.Bench.Measuring;
using static Kumiko.Bench.Benchmarks.ResultTable;

namespace Kumiko.Bench.Benchmarks;

/// <summary>The host of another revision, published to <paramref name="folder"/>, and that of this one, in turns, each on a database of its own.</summary>
internal sealed class RevisionBenchmark(string folder) : Benchmark
{
    /// <summary>The folder to which <c>bench/compare</c> publishes the host of the other revision.</summary>
    public const string Variable = "KUMIKO_BENCH_REVISION";

    public override string Name => "revision";

    public override async Task<ResultTable> Run(Setup setup)
    {
        var table = new ResultTable("work", "database", "other revision", "this one", "of the other", "processor time of the other", "of this one");
        foreach (var open in setup.Databases)
        {
            await using var first = await open();
            await using var second = await open();
            await first.Fill();
            await second.Fill();
            await using var other = await HttpBenchmark.StartOurs(first, folder);
            await using var ours = await HttpBenchmark.StartOurs(second);
            await Measure(table, setup, first.Name, "list of 20 rows over HTTP", new HttpCall("/api/query", Workload.ListBody, Tokens.Planner), other, ours);
            await Measure(table, setup, first.Name, "create over HTTP, with a reference", new HttpCall("/api/write", Workload.CreateBody, Tokens.Planner), other, ours);
            await Measure(table, setup, first.Name, "create over HTTP, without", new HttpCall("/api/write", Workload.CreateAloneBody, Tokens.Planner), other, ours);
        }

        return table;
    }

    private static async Task Measure(ResultTable table, Setup setup, string database, string work, HttpCall call, ServerProcess other, ServerProcess ours)
    {
        await Wrk.WarmUp(other, call);
        await Wrk.WarmUp(ours, call);
        var samples = await Rounds.Run(setup.Rounds, () => Wrk.Measure(other, setup.Duration, call), () => Wrk.Measure(ours, setup.Duration, call));
        table.Add(
            work, database, Rate(samples[0]), Rate(samples[1]), Share(samples[1], samples[0]), Microseconds(samples[0].ServerTime), Microseconds(samples[1].ServerTime));
    }
}
