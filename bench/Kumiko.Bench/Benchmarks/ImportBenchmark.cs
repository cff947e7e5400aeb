using System.Diagnostics;
using Kumiko.Bench.Log;
using Kumiko.Bench.Measuring;
using Kumiko.Storage;
using static Kumiko.Bench.Benchmarks.ResultTable;

namespace Kumiko.Bench.Benchmarks;

/// <summary>Bringing a log in from elsewhere, beside appending the same events in batches.</summary>
internal sealed class ImportBenchmark : Benchmark
{
    private const int Events = 100_000;

    public override string Name => "import";

    public override async Task<ResultTable> Run(Setup setup)
    {
        var table = new ResultTable("work", "database", "imported", "appended, 1,000 a transaction", "imported of that");
        foreach (var open in setup.Databases)
        {
            await using var database = await open();
            await using var application = await BenchApplication.Start(database, new TallyFeature());
            var samples = await Rounds.Run(setup.Rounds, () => Import(application.Store), () => Append(application.Store));
            table.Add("streams of 20 events", database.Name, Rate(samples[0]), Rate(samples[1]), $"{samples[0].PerSecond / samples[1].PerSecond:0.0} ×");
        }

        return table;
    }

    private static async Task<Sample> Import(Store store)
    {
        var watch = Stopwatch.StartNew();
        await LogLoad.Import(store, Events, 20);
        return new Sample(Events / watch.Elapsed.TotalSeconds);
    }

    private static async Task<Sample> Append(Store store)
    {
        var watch = Stopwatch.StartNew();
        for (var done = 0; done < Events; done += 1000)
        {
            await using var session = store.NewSession();
            await session.Execute([.. LogLoad.Some(done, 1000, 20).Select(e => new WriteOperation.Append(e))]);
        }

        return new Sample(Events / watch.Elapsed.TotalSeconds);
    }
}
