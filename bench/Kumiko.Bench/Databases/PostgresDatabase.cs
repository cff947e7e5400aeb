using Kumiko.Bench.Measuring;
using Kumiko.Postgres;
using Kumiko.Storage;
using Kumiko.Testing;
using Npgsql;

namespace Kumiko.Bench.Databases;

/// <summary>A schema on a private server that waits for the disk.</summary>
internal sealed class PostgresDatabase(PostgresSchema schema, string settings = "") : BenchDatabase
{
    public override string Name => "PostgreSQL";

    public override string Setting => schema.ConnectionString + settings;

    public override Store OpenStore() => new PostgresStore(PostgresStoreOptions.Parse(Setting));

    public override async Task Settle()
    {
        await using var source = NpgsqlDataSource.Create(Setting);
        await using var command = source.CreateCommand("analyze");
        await command.ExecuteNonQueryAsync();
    }

    public override Task<Sample> Limit(RawWork work, int clients, TimeSpan duration) => work switch
    {
        RawWork.Create => Pgbench.Measure(Setting, "create.sql", clients, duration),
        RawWork.List => Pgbench.Measure(Setting, "list.sql", clients, duration),
        RawWork.Append => Pgbench.Measure(Setting, "append.sql", clients, duration),
        _ => DriverLimit(work, clients, duration),
    };

    /// <summary>The same through Npgsql, which our store uses as well: prepared once, on connections that are held.</summary>
    public async Task<Sample> DriverLimit(RawWork work, int clients, TimeSpan duration)
    {
        await using var source = NpgsqlDataSource.Create(Setting);
        var statements = new PostgresStatements(source);
        return work switch
        {
            RawWork.Append => await Workers.Measure(duration, clients, 1, statements.Appender),
            RawWork.AppendHundred => await Workers.Measure(duration, clients, 100, statements.HundredAppender),
            _ => throw new ArgumentOutOfRangeException(nameof(work)),
        };
    }

    public override ValueTask DisposeAsync() => schema.DisposeAsync();
}
