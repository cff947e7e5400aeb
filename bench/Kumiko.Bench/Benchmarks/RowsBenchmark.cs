using Kumiko.Bench.Databases;
using Kumiko.Bench.Measuring;
using Kumiko.Storage;
using static Kumiko.Bench.Benchmarks.ResultTable;

namespace Kumiko.Bench.Benchmarks;

/// <summary>The rows of a page as projections and rebuilds write and read them, beside plain inserts.</summary>
internal sealed class RowsBenchmark : Benchmark
{
    private const int Size = 1000;

    private static readonly Table Counters = new(
        "bench_counters",
        [
            new("tenant_id", ColumnType.Uuid), new("id", ColumnType.Uuid), new("label", ColumnType.Text), new("count", ColumnType.Int64),
            new("amount", ColumnType.Decimal) { Precision = 18, Scale = 2 }, new("changed_at", ColumnType.Timestamp),
        ],
        []);

    private static readonly Guid Tenant = Workload.Tenants.First().Value;

    public override string Name => "rows";

    public override async Task<ResultTable> Run(Setup setup)
    {
        var table = new ResultTable("1,000 rows a transaction, 1 writer", "database", "rows", "of plain inserts");
        foreach (var open in setup.Databases)
        {
            await using var database = await open();
            await using var store = database.OpenStore();
            await store.Open();
            await store.CreateMissingTables([Counters]);
            var known = Enumerable.Range(0, Size).Select(_ => Guid.CreateVersion7()).ToArray();
            await Execute(store, known, Upsert);
            (string Name, Func<Task> Work)[] works =
            [
                ("insert", () => Execute(store, NewIds(), (id, i) => new WriteOperation.InsertRow(Counters, Row(id, i)))),
                ("upsert, all new", () => Execute(store, NewIds(), Upsert)),
                ("upsert, all known", () => Execute(store, known, Upsert)),
                ("bulk insert", () => Copy(store)),
                ("read by key", () => ReadByKey(store, known)),
            ];
            var samples = await Rounds.Run(
                setup.Rounds,
                [.. works.Select(w => (Func<Task<Sample>>)(() => Workers.Measure(setup.Duration, 1, Size, () => Task.FromResult(w.Work))))]);
            for (var i = 0; i < works.Length; i++)
            {
                table.Add(works[i].Name, database.Name, Rate(samples[i]), Share(samples[i], samples[0]));
            }
        }

        return table;
    }

    private static Guid[] NewIds() => [.. Enumerable.Range(0, Size).Select(_ => Guid.CreateVersion7())];

    private static WriteOperation Upsert(Guid id, int i) => new WriteOperation.UpsertRow(Counters, Row(id, i), [2, 5], [3, 4]);

    private static object?[] Row(Guid id, int i) => [Tenant, id, $"counter {i}", (long)i, i / 100m, DateTimeOffset.UnixEpoch.AddSeconds(i)];

    private static async Task Execute(Store store, Guid[] ids, Func<Guid, int, WriteOperation> operation)
    {
        await using var session = store.NewSession();
        await session.Execute([.. ids.Select(operation)]);
    }

    private static async Task Copy(Store store)
    {
        await using var session = store.NewSession();
        await session.Begin();
        await session.InsertRows(Counters, [.. NewIds().Select(Row)]);
        await session.Commit();
    }

    private static async Task ReadByKey(Store store, Guid[] ids)
    {
        await using var session = store.NewSession();
        await session.ReadRows(Counters, [.. ids.Select(id => (new TenantId(Tenant), id))]);
    }
}
