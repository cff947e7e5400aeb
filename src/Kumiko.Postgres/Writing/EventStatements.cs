using Kumiko.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres.Writing;

/// <summary>
/// The appends. A stream's next version is computed from its predecessor's row: where there is none, the version is null and the
/// server refuses the event. So an append is guarded against gaps without a read, and against a race by the stream's unique index.
/// </summary>
internal static class EventStatements
{
    private const string Columns =
        "tenant_id, aggregate_id, version, schema_version, created_at, aggregate_type, type, created_by, idempotency_key, payload, metadata";

    private const string First =
        $"insert into {Sql.Events} ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning position";

    private const string Next =
        $"""
        insert into {Sql.Events} ({Columns})
        values ($1, $2, (select p.version + 1 from {Sql.Events} p where p.tenant_id = $1 and p.aggregate_id = $2 and p.version = $3 - 1),
                $4, $5, $6, $7, $8, $9, $10, $11)
        returning position
        """;

    // The ordinality keeps positions in the order of the batch. A statement does not see its own rows, so an event whose predecessor
    // stands in the same batch ("follows") carries its version as given: the predecessor is guarded itself.
    private const string Many =
        $"""
        insert into {Sql.Events} ({Columns})
        select e.tenant_id, e.aggregate_id,
               case when e.follows then e.version
                    else (select p.version + 1 from {Sql.Events} p
                          where p.tenant_id = e.tenant_id and p.aggregate_id = e.aggregate_id and p.version = e.version - 1) end,
               e.schema_version, e.created_at, e.aggregate_type, e.type, e.created_by, e.idempotency_key, e.payload, e.metadata
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) with ordinality
             e (tenant_id, aggregate_id, version, schema_version, created_at, aggregate_type, type, created_by, idempotency_key,
                payload, metadata, follows, ordinal)
        order by e.ordinal
        returning position
        """;

    public static NpgsqlBatchCommand Append(IReadOnlyList<NewEvent> events) => events.Count == 1 ? AppendOne(events[0]) : AppendMany(events);

    private static NpgsqlBatchCommand AppendOne(NewEvent e) => new(e.Version.Value == 1 ? First : Next)
    {
        Parameters =
        {
            Parameters.Id(e.Stream.Tenant.Value),
            Parameters.Id(e.Stream.Aggregate),
            Parameters.Number(e.Version.Value),
            Parameters.Of(checked((short)e.SchemaVersion), NpgsqlDbType.Smallint),
            Parameters.Instant(e.CreatedAt),
            Parameters.Text(e.AggregateType),
            Parameters.Text(e.Type),
            Parameters.Text(e.CreatedBy.Value),
            Parameters.TextOrNull(e.IdempotencyKey),
            Parameters.Of(e.Payload, NpgsqlDbType.Jsonb),
            Parameters.Of(e.Metadata, NpgsqlDbType.Jsonb),
        },
    };

    private static NpgsqlBatchCommand AppendMany(IReadOnlyList<NewEvent> events) => new(Many)
    {
        Parameters =
        {
            Each(events, NpgsqlDbType.Uuid, e => e.Stream.Tenant.Value),
            Each(events, NpgsqlDbType.Uuid, e => e.Stream.Aggregate),
            Each(events, NpgsqlDbType.Bigint, e => e.Version.Value),
            Each(events, NpgsqlDbType.Smallint, e => checked((short)e.SchemaVersion)),
            Each(events, NpgsqlDbType.TimestampTz, e => e.CreatedAt.ToUniversalTime()),
            Each(events, NpgsqlDbType.Text, e => e.AggregateType),
            Each(events, NpgsqlDbType.Text, e => e.Type),
            Each(events, NpgsqlDbType.Text, e => e.CreatedBy.Value),
            Each(events, NpgsqlDbType.Text, e => e.IdempotencyKey),
            Each(events, NpgsqlDbType.Jsonb, e => e.Payload),
            Each(events, NpgsqlDbType.Jsonb, e => e.Metadata),
            Parameters.Array(Follows(events), NpgsqlDbType.Boolean),
        },
    };

    private static NpgsqlParameter Each<T>(IReadOnlyList<NewEvent> events, NpgsqlDbType type, Func<NewEvent, T> part)
    {
        var values = new T[events.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = part(events[i]);
        return Parameters.Array(values, type);
    }

    private static bool[] Follows(IReadOnlyList<NewEvent> events)
    {
        var heads = new Dictionary<StreamId, StreamVersion>(events.Count);
        var follows = new bool[events.Count];
        for (var i = 0; i < follows.Length; i++)
        {
            var e = events[i];
            // The first event of a stream has no predecessor to look for either.
            follows[i] = e.Version.Value == 1 || (heads.TryGetValue(e.Stream, out var head) && head.Next() == e.Version);
            heads[e.Stream] = e.Version;
        }

        return follows;
    }
}
