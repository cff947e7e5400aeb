using Kumiko.Bench.Measuring;
using Kumiko.Sqlite;
using Kumiko.Storage;

namespace Kumiko.Bench.Databases;

/// <summary>A file in the folder for temporary files, with the store's own settings.</summary>
internal sealed class SqliteDatabase : BenchDatabase
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kumiko-bench-").FullName;

    public override string Name => "SQLite";

    public override string Setting => "sqlite:" + File;

    private string File => Path.Combine(_folder, "bench.db");

    public override Store OpenStore() => new SqliteStore(SqliteStoreOptions.Parse(Setting));

    /// <remarks>There is one writer at a time, so more of them would only wait; readers are as many as there are cores.</remarks>
    public override async Task<Sample> Limit(RawWork work, int clients, TimeSpan duration)
    {
        var connections = new List<SqliteStatements>();
        var workers = work == RawWork.List ? Math.Min(clients, Environment.ProcessorCount) : 1;
        var sample = await Workers.Measure(duration, workers, work == RawWork.AppendHundred ? 100 : 1, () =>
        {
            var statements = new SqliteStatements(File);
            connections.Add(statements);
            return Task.FromResult(statements.Work(work));
        });
        connections.ForEach(c => c.Dispose());
        return sample;
    }

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
