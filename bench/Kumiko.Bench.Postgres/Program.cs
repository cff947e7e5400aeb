// Rates of the PostgreSQL store beside hand-written SQL over the same driver, in one run on one durable server:
//   dotnet run --project bench/Kumiko.Bench.Postgres -c Release [seconds per line] [part of a line's name]
using Kumiko.Bench.Postgres;
using Kumiko.Postgres;
using Kumiko.Testing;

var duration = TimeSpan.FromSeconds(args.Length > 0 ? double.Parse(args[0]) : 5);
var rate = new Rate(duration, args.Length > 1 ? args[1] : "");
await using var server = await PostgresServer.Start(PostgresDurability.Full);
await using var store = new PostgresStore(new PostgresStoreOptions { ConnectionString = server.ConnectionString });
await store.Open();
await store.CreateMissingTables([Workload.Tickets]);
Console.WriteLine($"{store.Capabilities.DatabaseVersion}, {Environment.ProcessorCount} cores, {duration.TotalSeconds} s each");

await using var raw = await RawSql.Open(server.ConnectionString);
foreach (var writers in new[] { 1, 16 })
{
    await rate.Measure($"append, {writers} writers, raw SQL", writers, 1, () => raw.Writer(withRow: false));
    await rate.Measure($"append, {writers} writers, store", writers, 1, () => Task.FromResult(Workload.Appender(store)));
    await rate.Measure($"append + row, {writers} writers, raw SQL", writers, 1, () => raw.Writer(withRow: true));
    await rate.Measure($"append + row, {writers} writers, store", writers, 1, () => Task.FromResult(Workload.Creator(store)));
}

foreach (var writers in new[] { 1, 4 })
{
    await rate.Measure($"batches of 100 appends, {writers} writers, raw SQL", writers, 100, raw.BatchWriter);
    await rate.Measure($"batches of 100 appends, {writers} writers, store", writers, 100, () => Task.FromResult(Workload.BatchAppender(store, 100)));
}

await rate.Measure("update of a row + append, 16 writers, store", 16, 1, () => Workload.Updater(store));
await rate.Measure("bulk create of 1,000 rows, 1 writer, store", 1, 1000, () => Task.FromResult(Workload.BulkCreator(store, 1000)));
await rate.Measure("list of 20 rows, 16 readers, raw SQL", 16, 1, raw.Lister);
await rate.Measure("list of 20 rows, 16 readers, store", 16, 1, () => Task.FromResult(Workload.Lister(store, new Kumiko.Storage.TenantScope.Own(Workload.Tenant))));
await rate.Measure("list of 20 rows with the system's, 16 readers, store", 16, 1, () => Task.FromResult(Workload.Lister(store, new Kumiko.Storage.TenantScope.OwnAndSystem(Workload.Tenant))));
await rate.Measure("row by id, 16 readers, store", 16, 1, () => Workload.Getter(store));
await rate.Measure("log in pages of 1,000, 1 reader, store", 1, 1000, () => Task.FromResult(Workload.LogReader(store)));
