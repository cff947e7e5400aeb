// Rates and times of the framework, each beside the limit of the same database in the same run. See bench/README.md, or just:
//   bench/run [names of benchmarks] [postgres|sqlite] [--seconds 5] [--rounds 3]
using Kumiko.Bench;
using Kumiko.Bench.Benchmarks;
using Kumiko.Bench.Databases;
using Kumiko.Testing;

var request = CommandLine.Read(args, Catalogue.All);
await using var server = request.Wants("postgres") ? await PostgresServer.Start(PostgresDurability.Full) : null;
var databases = new List<Func<Task<BenchDatabase>>>();
if (server is not null)
{
    databases.Add(async () => new PostgresDatabase(await server.CreateSchema()));
}

if (request.Wants("sqlite"))
{
    databases.Add(() => Task.FromResult<BenchDatabase>(new SqliteDatabase()));
}

var setup = new Setup(request.Duration, request.Rounds, databases)
{
    GuardedPairs = server is null ? [] :
    [
        async () => (
            new PostgresDatabase(await server.CreateSchema(PostgresRole.Application)),
            new PostgresDatabase(await server.CreateSchema(PostgresRole.Application), ";Row Level Security=on")),
    ],
};
foreach (var benchmark in request.Benchmarks)
{
    Console.Error.WriteLine(benchmark.Name);
    (await benchmark.Run(setup)).Print(Console.Out);
}
