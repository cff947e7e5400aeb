using Kumiko.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres.Writing;

/// <summary>Snapshots of streams, one for each aggregate that folds them.</summary>
internal static class SnapshotStatements
{
    // The stream may have been removed since its events were read: then the snapshot would outlive them.
    private const string Upsert =
        $"""
        insert into {Sql.Snapshots} as s (tenant_id, aggregate_id, aggregate, version, schema_version, created_at, state)
        select $1, $2, $3, $4, $5, $6, $7
        where exists (select 1 from {Sql.Events} e where e.tenant_id = $1 and e.aggregate_id = $2 and e.version = $4)
        on conflict (tenant_id, aggregate_id, aggregate) do update
        set version = excluded.version, schema_version = excluded.schema_version, created_at = excluded.created_at, state = excluded.state
        where excluded.version > s.version or excluded.schema_version <> s.schema_version
        """;

    private const string SelectOne =
        $"select version, schema_version, state, created_at from {Sql.Snapshots} where tenant_id = $1 and aggregate_id = $2 and aggregate = $3";

    public static NpgsqlBatchCommand Save(Snapshot snapshot) => new(Upsert)
    {
        Parameters =
        {
            Parameters.Id(snapshot.Stream.Tenant.Value),
            Parameters.Id(snapshot.Stream.Aggregate),
            Parameters.Text(snapshot.Aggregate),
            Parameters.Number(snapshot.Version.Value),
            Parameters.Of(snapshot.SchemaVersion, NpgsqlDbType.Integer),
            Parameters.Instant(snapshot.CreatedAt),
            Parameters.Of(snapshot.State, NpgsqlDbType.Json),
        },
    };

    public static NpgsqlBatchCommand Select(StreamId stream, string aggregate) => new(SelectOne)
    {
        Parameters = { Parameters.Id(stream.Tenant.Value), Parameters.Id(stream.Aggregate), Parameters.Text(aggregate) },
    };

    public static Snapshot Read(NpgsqlDataReader reader, StreamId stream, string aggregate) => new(
        stream,
        aggregate,
        new StreamVersion(reader.GetInt64(0)),
        reader.GetInt32(1),
        reader.GetFieldValue<byte[]>(2),
        reader.GetFieldValue<DateTimeOffset>(3));
}
