using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Bench.Databases;

/// <summary>Hand-written appends over Npgsql. No version is checked but by the unique index of a new stream.</summary>
internal sealed class PostgresStatements(NpgsqlDataSource source)
{
    private const string Columns =
        "tenant_id, aggregate_id, version, schema_version, created_at, aggregate_type, type, created_by, payload, metadata";

    private const string One =
        $"insert into kumiko_events ({Columns}) values ($1, $2, 1, 1, now(), 'note', 'notes:event:noted', 'user-planner', $3, $4) returning position";

    private const string Many =
        $"""
        insert into kumiko_events ({Columns})
        select $1, $2, e.version, 1, now(), 'note', 'notes:event:noted', 'user-planner', e.payload, $3
        from unnest($4, $5) with ordinality e (version, payload, ordinal) order by e.ordinal
        """;

    public async Task<Func<Task>> Appender()
    {
        var id = Of(Guid.Empty, NpgsqlDbType.Uuid);
        var command = new NpgsqlCommand(One, await source.OpenConnectionAsync())
        {
            Parameters = { Tenant(), id, Json(Workload.PayloadBytes), Json(Workload.MetadataBytes) },
        };
        await command.PrepareAsync();
        return async () =>
        {
            id.TypedValue = Guid.CreateVersion7();
            await command.ExecuteScalarAsync();
        };
    }

    public async Task<Func<Task>> HundredAppender()
    {
        var id = Of(Guid.Empty, NpgsqlDbType.Uuid);
        var command = new NpgsqlCommand(Many, await source.OpenConnectionAsync())
        {
            Parameters =
            {
                Tenant(), id, Json(Workload.MetadataBytes),
                Of(Enumerable.Range(1, 100).Select(v => (long)v).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint),
                Of(Enumerable.Repeat(Workload.PayloadBytes, 100).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Json),
            },
        };
        await command.PrepareAsync();
        return async () =>
        {
            id.TypedValue = Guid.CreateVersion7();
            await command.ExecuteNonQueryAsync();
        };
    }

    private static NpgsqlParameter<Guid> Tenant() => Of(Workload.Tenant.Value, NpgsqlDbType.Uuid);

    private static NpgsqlParameter<byte[]> Json(byte[] json) => Of(json, NpgsqlDbType.Json);

    private static NpgsqlParameter<T> Of<T>(T value, NpgsqlDbType type) => new() { TypedValue = value, NpgsqlDbType = type };
}
