using Kumiko.Bench.Databases;
using Kumiko.Bench.Measuring;
using static Kumiko.Bench.Benchmarks.ResultTable;

namespace Kumiko.Bench.Benchmarks;

/// <summary>What a rule of ownership and three rules of fields cost: one host, one user, the same rows in two tables.</summary>
internal sealed class AccessRulesBenchmark : Benchmark
{
    public override string Name => "access-rules";

    public override async Task<ResultTable> Run(Setup setup)
    {
        var table = new ResultTable(
            "work", "database", "aim", "without rules", "with rules", "of that", "processor time without", "processor time with");
        foreach (var open in setup.Databases)
        {
            await using var database = await open();
            await database.Fill();
            await database.Settle();
            await using var server = await HttpBenchmark.StartOurs(database);
            var plain = new HttpCall("/api/query", Workload.ListBody, Tokens.PlannerOfSite);
            var ruled = new HttpCall("/api/query", Workload.RuledListBody, Tokens.PlannerOfSite);
            await Wrk.WarmUp(server, plain);
            await Wrk.WarmUp(server, ruled);
            var samples = await Rounds.Run(
                setup.Rounds, () => Wrk.Measure(server, setup.Duration, plain), () => Wrk.Measure(server, setup.Duration, ruled));
            table.Add(
                "list of 20 rows over HTTP, 16 connections", database.Name, "90 %", Rate(samples[0]), Rate(samples[1]), Share(samples[1], samples[0]),
                Microseconds(samples[0].ServerTime), Microseconds(samples[1].ServerTime));
        }

        return table;
    }
}
