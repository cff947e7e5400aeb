using System.Diagnostics;
using Kumiko.Bench.Databases;
using Kumiko.Bench.Log;
using Kumiko.Bench.Measuring;
using Kumiko.Storage;
using static Kumiko.Bench.Benchmarks.ResultTable;

namespace Kumiko.Bench.Benchmarks;

/// <summary>Consumers that work off a backlog, from the start of the host to the last cursor.</summary>
internal sealed class ConsumerBenchmark : Benchmark
{
    private const int Events = 200_000;
    private const int PerStream = 20;

    public override string Name => "consumers";

    public override async Task<ResultTable> Run(Setup setup)
    {
        var table = new ResultTable("work", "database", "aim", "log worked off", "events delivered to handlers");
        foreach (var open in setup.Databases)
        {
            await Measure(setup, table, open, "1 consumer with a table", "60,000/s", new TallyFeature(withTable: 1), 1, 0.99);
            await Measure(setup, table, open, "1 consumer without a table", "60,000/s", new TallyFeature(withoutTable: 1), 1, 0.99);
            await Measure(setup, table, open, "10 consumers", "", new TallyFeature(withoutTable: 10), 10, 0.99);
            await Measure(setup, table, open, "50 consumers", "", new TallyFeature(withoutTable: 50), 50, 0.99);
            await Measure(setup, table, open, "1 consumer of 1 % of the events", "", new TallyFeature(withoutTable: 1, onlyFlagged: true), 1, 0.01);
            await Measure(setup, table, open, "50 consumers of 1 % of the events", "", new TallyFeature(withoutTable: 50, onlyFlagged: true), 50, 0.01);
        }

        return table;
    }

    private static async Task Measure(
        Setup setup, ResultTable table, Func<Task<BenchDatabase>> open, string name, string aim, Feature feature, int consumers, double selected)
    {
        await using var database = await open();
        await using var application = await BenchApplication.Start(database, feature);
        await LogLoad.Import(application.Store, Events, PerStream);
        var sample = (await Rounds.Run(setup.Rounds, () => WorkOff(application)))[0];
        table.Add(name, database.Name, aim, Rate(sample), Rate(sample with { PerSecond = sample.PerSecond * consumers * selected }));
    }

    private static async Task<Sample> WorkOff(KumikoApplication application)
    {
        foreach (var consumer in await application.Store.Consumers.Read())
        {
            await application.Store.Consumers.Change(consumer.Key, new ConsumerChange { Position = EventPosition.Start });
        }

        var watch = Stopwatch.StartNew();
        await application.StartConsumers();
        while ((await application.Store.Consumers.Read()).Any(c => c.Position.Value < Events - 100))
        {
            await Task.Delay(20);
        }

        var sample = new Sample(Events / watch.Elapsed.TotalSeconds);
        await application.StopConsumers();
        return sample;
    }
}
