using Kumiko.Bench.Databases;
using Kumiko.Bench.Measuring;
using static Kumiko.Bench.Benchmarks.ResultTable;

namespace Kumiko.Bench.Benchmarks;

/// <summary>What row-level security costs over HTTP: two hosts of the same build, in turns, one on a schema with it and one on a schema without.</summary>
internal sealed class RowLevelSecurityBenchmark : Benchmark
{
    public override string Name => "row-level-security";

    public override async Task<ResultTable> Run(Setup setup)
    {
        var table = new ResultTable("work", "without", "with", "with of without", "p50 without", "p50 with", "processor time of our host without", "with");
        foreach (var open in setup.GuardedPairs)
        {
            var (off, on) = await open();
            await using (off)
            await using (on)
            {
                await off.Fill();
                await on.Fill();
                await using var without = await HttpBenchmark.StartOurs(off);
                await using var with = await HttpBenchmark.StartOurs(on);
                await Measure(table, setup, "list of 20 rows over HTTP, 16 connections", new HttpCall("/api/query", Workload.ListBody, Tokens.Planner), without, with);
                await Measure(table, setup, "create over HTTP, 16 connections", new HttpCall("/api/write", Workload.CreateBody, Tokens.Planner), without, with);
            }
        }

        return table;
    }

    private static async Task Measure(ResultTable table, Setup setup, string work, HttpCall call, ServerProcess without, ServerProcess with)
    {
        await Wrk.WarmUp(without, call);
        await Wrk.WarmUp(with, call);
        var samples = await Rounds.Run(
            setup.Rounds, () => Wrk.Measure(without, setup.Duration, call), () => Wrk.Measure(with, setup.Duration, call));
        table.Add(
            work, Rate(samples[0]), Rate(samples[1]), Share(samples[1], samples[0]), Milliseconds(samples[0].Median), Milliseconds(samples[1].Median),
            Microseconds(samples[0].ServerTime), Microseconds(samples[1].ServerTime));
    }
}
