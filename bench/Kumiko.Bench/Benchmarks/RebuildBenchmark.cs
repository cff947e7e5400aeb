using System.Diagnostics;
using System.Text;
using Kumiko.Bench.Databases;
using Kumiko.Bench.Host;
using Kumiko.Bench.Log;
using Kumiko.Bench.Measuring;
using Kumiko.Storage;
using static Kumiko.Bench.Benchmarks.ResultTable;

namespace Kumiko.Bench.Benchmarks;

/// <summary>Deriving an entity's table from a million events, beside reading them alone.</summary>
internal sealed class RebuildBenchmark : Benchmark
{
    private const int Events = 1_000_000;
    private const int PerRecord = 5;
    private const int Batch = 50_000;

    private static readonly byte[] Updated =
        """{"changes":{"status":"done","hours":4.5},"previous":{"status":"open","hours":3.5}}"""u8.ToArray();

    public override string Name => "rebuild";

    public override async Task<ResultTable> Run(Setup setup)
    {
        var table = new ResultTable("work", "database", "aim", "ours", "writers waited", "reading the log alone", "ours of that");
        foreach (var open in setup.Databases)
        {
            await using var database = await open();
            await using var application = await BenchApplication.Start(database, new SitesFeature(), new WorkOrdersFeature());
            await Fill(application.Store);
            var waited = TimeSpan.Zero;
            var samples = await Rounds.Run(
                setup.Rounds,
                async () =>
                {
                    var result = await application.Rebuilds.Rebuild("work-orders:projection:work-order-entity");
                    waited = result.WritersWaited;
                    return new Sample(result.Events / result.Duration.TotalSeconds);
                },
                () => ReadLog(application.Store));
            table.Add(
                $"rebuild of an entity's table, {Events:N0} events, {PerRecord} of each record", database.Name, "240,000/s",
                Rate(samples[0]), Milliseconds(waited), Rate(samples[1]), Share(samples[0], samples[1]));
        }

        return table;
    }

    private static async Task Fill(Store store)
    {
        for (var done = 0; done < Events; done += Batch)
        {
            await using var session = store.NewSession();
            await session.Begin();
            await session.ImportEvents([.. Records()]);
            await session.Commit();
        }
    }

    private static IEnumerable<NewEvent> Records()
    {
        for (var record = 0; record < Batch / PerRecord; record++)
        {
            var id = Guid.CreateVersion7();
            for (var version = 1; version <= PerRecord; version++)
            {
                yield return Workload.Event(id, version) with
                {
                    AggregateType = "work-order",
                    Type = version == 1 ? "work-order.created" : "work-order.updated",
                    Payload = version == 1 ? Encoding.UTF8.GetBytes(Workload.EventPayload) : Updated,
                };
            }
        }
    }

    private static async Task<Sample> ReadLog(Store store)
    {
        await using var session = store.NewSession();
        var watch = Stopwatch.StartNew();
        var position = EventPosition.Start;
        var events = 0;
        while (await session.ReadLog(new LogQuery { After = position, Limit = 10_000, AggregateType = "work-order" }) is { Count: > 0 } page)
        {
            position = page[^1].Position;
            events += page.Count;
        }

        return new Sample(events / watch.Elapsed.TotalSeconds);
    }
}
