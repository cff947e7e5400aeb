using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Bench.Postgres;

/// <summary>The limit: the same tables written by prepared statements on connections that are held open, with nothing in between.</summary>
internal sealed class RawSql : IAsyncDisposable
{
    private const string AppendText =
        """
        insert into kumiko_events (tenant_id, aggregate_id, version, schema_version, created_at, aggregate_type, type, created_by, payload, metadata)
        values ($1, $2, 1, 1::smallint, now(), 'ticket', 'ticket.created', '0197c0de-0000-7000-8000-000000000001', $3, $4) returning position
        """;

    private const string InsertText =
        """
        insert into tickets (tenant_id, id, version, created_at, updated_at, subject, description, status, is_deleted)
        values ($1, $2, 1, now(), now(), $3, $4, 'open', false)
        """;

    private const string ManyText =
        """
        insert into kumiko_events (tenant_id, aggregate_id, version, schema_version, created_at, aggregate_type, type, created_by, payload, metadata)
        select $1, $2, e.version, 1::smallint, now(), 'ticket', 'ticket.updated', '0197c0de-0000-7000-8000-000000000001', e.payload, e.metadata
        from unnest($3, $4, $5) with ordinality e (version, payload, metadata, ordinal) order by e.ordinal
        """;

    private readonly NpgsqlDataSource _source;

    private RawSql(NpgsqlDataSource source) => _source = source;

    public static Task<RawSql> Open(string connectionString) => Task.FromResult(new RawSql(NpgsqlDataSource.Create(connectionString)));

    public async Task<Func<Task>> Writer(bool withRow)
    {
        var batch = new NpgsqlBatch(await _source.OpenConnectionAsync());
        var id = new NpgsqlParameter<Guid> { NpgsqlDbType = NpgsqlDbType.Uuid };
        var row = new NpgsqlParameter<Guid> { NpgsqlDbType = NpgsqlDbType.Uuid };
        batch.BatchCommands.Add(new NpgsqlBatchCommand(AppendText) { Parameters = { Tenant(), id, Json(Workload.Payload), Json(Workload.Metadata) } });
        if (withRow)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(InsertText)
            {
                Parameters =
                {
                    Tenant(), row,
                    new NpgsqlParameter<string> { TypedValue = "The printer is out of paper" },
                    new NpgsqlParameter<string> { TypedValue = "Since this morning." },
                },
            });
        }

        await batch.PrepareAsync();
        return async () =>
        {
            row.TypedValue = id.TypedValue = Guid.CreateVersion7();
            await batch.ExecuteNonQueryAsync();
        };
    }

    public async Task<Func<Task>> BatchWriter()
    {
        var command = new NpgsqlCommand(ManyText, await _source.OpenConnectionAsync());
        var id = new NpgsqlParameter<Guid> { NpgsqlDbType = NpgsqlDbType.Uuid };
        command.Parameters.Add(Tenant());
        command.Parameters.Add(id);
        command.Parameters.Add(Array(Enumerable.Range(1, 100).Select(v => (long)v).ToArray(), NpgsqlDbType.Bigint));
        command.Parameters.Add(Array(Enumerable.Repeat(Workload.Payload, 100).ToArray(), NpgsqlDbType.Jsonb));
        command.Parameters.Add(Array(Enumerable.Repeat(Workload.Metadata, 100).ToArray(), NpgsqlDbType.Jsonb));
        await command.PrepareAsync();
        return async () =>
        {
            id.TypedValue = Guid.CreateVersion7();
            await command.ExecuteNonQueryAsync();
        };
    }

    public async Task<Func<Task>> Lister()
    {
        var command = new NpgsqlCommand("select * from tickets where tenant_id = $1 order by id limit 20", await _source.OpenConnectionAsync());
        command.Parameters.Add(Tenant());
        await command.PrepareAsync();
        return async () =>
        {
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                _ = (reader.GetGuid(0), reader.GetGuid(1), reader.GetInt64(2), reader.GetString(5), reader.GetString(6), reader.GetString(7), reader.GetBoolean(8));
        };
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static NpgsqlParameter<Guid> Tenant() => new() { TypedValue = Workload.Tenant.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    private static NpgsqlParameter<byte[]> Json(byte[] json) => new() { TypedValue = json, NpgsqlDbType = NpgsqlDbType.Jsonb };

    private static NpgsqlParameter<T[]> Array<T>(T[] values, NpgsqlDbType type) => new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
}
