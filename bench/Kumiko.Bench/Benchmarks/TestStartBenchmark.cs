using System.Diagnostics;
using Kumiko.Bench.Host;
using Kumiko.Testing;
using static Kumiko.Bench.Benchmarks.ResultTable;

namespace Kumiko.Bench.Benchmarks;

/// <summary>What a test pays for an application and a database of its own, in a process that runs many tests.</summary>
internal sealed class TestStartBenchmark : Benchmark
{
    private const int Starts = 50;

    public override string Name => "test-start";

    public override async Task<ResultTable> Run(Setup setup)
    {
        var table = new ResultTable("work", "database", "aim", "ours, median", "slowest of 50");
        await using var server = await PostgresServer.Start();
        await Measure(table, "SQLite", () => Task.FromResult(TestDatabase.Sqlite()));
        await Measure(table, "PostgreSQL, not durable", () => TestDatabase.Postgres(server));
        return table;
    }

    private static async Task Measure(ResultTable table, string name, Func<Task<TestDatabase>> open)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < Starts + 3; i++)
        {
            var watch = Stopwatch.StartNew();
            await using var app = await TestApp.Start(new TestAppOptions { Database = await open() }, new SitesFeature(), new WorkOrdersFeature());
            times.Add(watch.Elapsed);
        }

        // The first few compile the code.
        var warm = times.Skip(3).Order().ToList();
        table.Add("start of a TestApp", name, "< 100 ms", Milliseconds(warm[Starts / 2]), Milliseconds(warm[^1]));
    }
}
