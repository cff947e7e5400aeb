using System.Diagnostics;
using Kumiko.Bench.Databases;
using Kumiko.Bench.Host;
using Kumiko.Bench.Measuring;
using Kumiko.Storage;
using static Kumiko.Bench.Benchmarks.ResultTable;

namespace Kumiko.Bench.Benchmarks;

/// <summary>Deriving an entity's table from the log, beside reading the log alone.</summary>
internal sealed class RebuildBenchmark : Benchmark
{
    public override string Name => "rebuild";

    public override async Task<ResultTable> Run(Setup setup)
    {
        var table = new ResultTable("work", "database", "aim", "ours", "reading the log alone", "ours of that");
        var entity = RegistryBuilder.Build([new SitesFeature(), new WorkOrdersFeature()]).EntityOf<WorkOrder>();
        foreach (var open in setup.Databases)
        {
            await using var database = await open();
            await database.Fill();
            await using var store = database.OpenStore();
            await store.Open();
            var samples = await Rounds.Run(setup.Rounds * 2, () => Rebuild(store, entity), () => ReadLog(store, entity));
            table.Add("rebuild of an entity's table", database.Name, "240,000/s", Rate(samples[0]), Rate(samples[1]), Share(samples[0], samples[1]));
        }

        return table;
    }

    private static async Task<Sample> Rebuild(Store store, EntityDefinition entity)
    {
        var shadow = entity.Table.Renamed(entity.Table.Name + "_bench");
        await store.CreateMissingTables([shadow]);
        var watch = Stopwatch.StartNew();
        var events = await EntityRebuild.Into(store, entity, shadow, CancellationToken.None);
        var sample = new Sample(events / watch.Elapsed.TotalSeconds);
        await store.DropTable(shadow);
        return sample;
    }

    private static async Task<Sample> ReadLog(Store store, EntityDefinition entity)
    {
        await using var session = store.NewSession();
        var watch = Stopwatch.StartNew();
        var position = EventPosition.Start;
        var events = 0;
        while (await session.ReadLog(new LogQuery { After = position, Limit = 1000, AggregateType = entity.Name }) is { Count: > 0 } page)
        {
            position = page[^1].Position;
            events += page.Count;
        }

        return new Sample(events / watch.Elapsed.TotalSeconds);
    }
}
