using Kumiko.Bench.Databases;
using Kumiko.Bench.Measuring;
using Kumiko.Storage;
using static Kumiko.Bench.Benchmarks.ResultTable;

namespace Kumiko.Bench.Benchmarks;

/// <summary>The port to the store, beside the same SQL by hand.</summary>
internal sealed class AppendBenchmark : Benchmark
{
    public override string Name => "append";

    public override async Task<ResultTable> Run(Setup setup)
    {
        var table = new ResultTable("work", "database", "aim", "ours", "raw limit, same driver", "ours of that", "raw limit, pgbench", "ours of that");
        foreach (var open in setup.Databases)
        {
            await using var database = await open();
            await using var store = database.OpenStore();
            await store.Open();
            await store.CreateMissingTables([]);
            await Measure(setup, table, database, store, "append, single events, 1 writer", "85 % of the limit", RawWork.Append, 1);
            await Measure(setup, table, database, store, "append, single events, 16 writers", "85 % of the limit", RawWork.Append, 16);
            await Measure(setup, table, database, store, "append, 100 events a transaction, 1 writer", "100,000/s", RawWork.AppendHundred, 1);
            await Measure(setup, table, database, store, "append, 100 events a transaction, 4 writers", "100,000/s", RawWork.AppendHundred, 4);
        }

        return table;
    }

    private static async Task Measure(
        Setup setup, ResultTable table, BenchDatabase database, Store store, string name, string aim, RawWork work, int writers)
    {
        var size = work == RawWork.Append ? 1 : 100;
        var contenders = new List<Func<Task<Sample>>>
        {
            () => Workers.Measure(setup.Duration, writers, size, () => Task.FromResult(Appender(store, size))),
            () => database is PostgresDatabase postgres ? postgres.DriverLimit(work, writers, setup.Duration) : database.Limit(work, writers, setup.Duration),
        };
        var withPgbench = database is PostgresDatabase && work == RawWork.Append;
        if (withPgbench)
        {
            contenders.Add(() => database.Limit(work, writers, setup.Duration));
        }

        var samples = await Rounds.Run(setup.Rounds, [.. contenders]);
        table.Add(
            name, database.Name, aim, Rate(samples[0]), Rate(samples[1]), Share(samples[0], samples[1]),
            withPgbench ? Rate(samples[2]) : "", withPgbench ? Share(samples[0], samples[2]) : "");
    }

    private static Func<Task> Appender(Store store, int size) => async () =>
    {
        var aggregate = Guid.CreateVersion7();
        var operations = new WriteOperation[size];
        for (var i = 0; i < size; i++)
        {
            operations[i] = new WriteOperation.Append(Workload.Event(aggregate, i + 1));
        }

        await using var session = store.NewSession();
        await session.Execute(operations);
    };
}
