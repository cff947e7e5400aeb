using System.Collections.Concurrent;
using System.Diagnostics;
using Kumiko.Bench.Databases;
using Kumiko.Bench.Log;
using Kumiko.Storage;
using static Kumiko.Bench.Benchmarks.ResultTable;

namespace Kumiko.Bench.Benchmarks;

/// <summary>From a commit to the handler, within one node and from one node to another.</summary>
internal sealed class LatencyBenchmark : Benchmark
{
    private const int PerSecond = 100;

    public override string Name => "latency";

    public override async Task<ResultTable> Run(Setup setup)
    {
        var table = new ResultTable("way", "database", "aim", "p50", "p99", "events");
        foreach (var open in setup.Databases)
        {
            await Measure(setup, table, open, "commit to handler, same node", isOther: false);
            await Measure(setup, table, open, "commit to handler, another node", isOther: true);
        }

        return table;
    }

    private static async Task Measure(Setup setup, ResultTable table, Func<Task<BenchDatabase>> open, string name, bool isOther)
    {
        var committed = new ConcurrentDictionary<Guid, long>();
        var arrived = new ConcurrentDictionary<Guid, long>();
        await using var database = await open();
        await using var consuming = await BenchApplication.Start(
            database, new TallyFeature(withoutTable: 1, hear: e => arrived.TryAdd(e.AggregateId, Stopwatch.GetTimestamp())));
        await using var writing = isOther ? await BenchApplication.Start(database, new TallyFeature(withoutTable: 1)) : null;
        await consuming.StartConsumers();
        if (writing is not null)
        {
            // A node that works for none of the consumers is a node as well: with the next heartbeat each knows of the other.
            await writing.StartConsumers(new ConsumerOptions { Lane = Lane.Api });
            await Task.Delay(TimeSpan.FromSeconds(3));
        }

        var store = (writing ?? consuming).Store;
        await Append(store, committed, TimeSpan.FromSeconds(2));
        committed.Clear();
        await Append(store, committed, setup.Duration);
        for (var watch = Stopwatch.StartNew(); !committed.Keys.All(arrived.ContainsKey) && watch.Elapsed < TimeSpan.FromSeconds(10);)
        {
            await Task.Delay(20);
        }

        var times = committed.Select(c => Stopwatch.GetElapsedTime(c.Value, arrived[c.Key])).Order().ToList();
        table.Add(
            name, database.Name, "p99 < 50 ms", Milliseconds(times[times.Count / 2]), Milliseconds(times[(int)(times.Count * 0.99)]), $"{times.Count}");
    }

    private static async Task Append(Store store, ConcurrentDictionary<Guid, long> committed, TimeSpan duration)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < duration;)
        {
            await pace.WaitForNextTickAsync();
            var noted = LogLoad.Some(0, 1, 1)[0];
            await using var session = store.NewSession();
            await session.Execute([new WriteOperation.Append(noted)]);
            committed[noted.Stream.Aggregate] = Stopwatch.GetTimestamp();
        }
    }
}
