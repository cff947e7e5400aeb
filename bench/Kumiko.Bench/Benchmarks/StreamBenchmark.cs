using System.Diagnostics;
using Kumiko.Bench.Log;
using static Kumiko.Bench.Benchmarks.ResultTable;

namespace Kumiko.Bench.Benchmarks;

/// <summary>Folding an aggregate from streams of several lengths, with and without a snapshot.</summary>
internal sealed class StreamBenchmark : Benchmark
{
    private const int Loads = 50;

    public override string Name => "streams";

    public override async Task<ResultTable> Run(Setup setup)
    {
        var table = new ResultTable("events in the stream", "database", "without a snapshot", "with a snapshot of all but 10 events at most");
        foreach (var open in setup.Databases)
        {
            await using var plainDatabase = await open();
            await using var plain = await BenchApplication.Start(plainDatabase, new TallyFeature());
            await using var snapshotDatabase = await open();
            await using var withSnapshots = await BenchApplication.Start(snapshotDatabase, new TallyFeature(snapshotEvery: 10));
            foreach (var events in new[] { 10, 100, 1_000, 10_000 })
            {
                table.Add(
                    $"{events:N0}", plainDatabase.Name,
                    Milliseconds(await Load(plain, await LogLoad.ImportStream(plain.Store, events), events)),
                    Milliseconds(await Load(withSnapshots, await LogLoad.ImportStream(withSnapshots.Store, events), events)));
            }
        }

        return table;
    }

    private static async Task<TimeSpan> Load(KumikoApplication application, Guid stream, int events)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < Loads + 2; i++)
        {
            // The first load takes the snapshot; it is not counted, and neither is the one that may still find it missing.
            var watch = Stopwatch.StartNew();
            await ((Dispatcher)application.Dispatcher).RunAsSystem(
                Workload.Tenant,
                async context =>
                {
                    if ((await context.LoadAggregate<NoteState>(stream))?.State.Count != events)
                    {
                        throw new InvalidOperationException("The fold has lost events.");
                    }
                },
                CancellationToken.None);
            times.Add(watch.Elapsed);
        }

        return times.Skip(2).Order().ElementAt(Loads / 2);
    }
}
