using Kumiko.Bench.Benchmarks;
using Kumiko.Bench.Databases;

namespace Kumiko.Bench;

/// <summary>What can be measured, in the order in which it is.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new HttpBenchmark(
            "http-create", "create over HTTP, 16 connections", Workload.CreateBody, "/create", Workload.Fields, RawWork.Create,
            database => database is PostgresDatabase ? "5,500/s" : "12,000/s"),
        new HttpBenchmark(
            "http-list", "list of 20 rows over HTTP, 16 connections", Workload.ListBody, "/list", "", RawWork.List,
            database => database is PostgresDatabase ? "10,500/s" : ""),
        new AccessRulesBenchmark(),
        new RowLevelSecurityBenchmark(),
        new AppendBenchmark(),
        new RowsBenchmark(),
        new ImportBenchmark(),
        new StreamBenchmark(),
        new ConsumerBenchmark(),
        new LatencyBenchmark(),
        new RebuildBenchmark(),
        new StartBenchmark(),
        new TestStartBenchmark(),
        .. Environment.GetEnvironmentVariable(RevisionBenchmark.Variable) is { } folder ? [new RevisionBenchmark(folder)] : Array.Empty<Benchmark>(),
    ];
}
