using Kumiko.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres.Writing;

/// <summary>
/// The appends. A stream's next version is computed from its predecessor's row: where there is none, the version is null and the
/// server refuses the event. So an append is guarded against gaps without a read, and against a race by the stream's unique index.
/// Behind an event that archived the stream, only the one that restores it has a predecessor.
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
        values ($1, $2,
                (select p.version + 1 from {Sql.Events} p
                 where p.tenant_id = $1 and p.aggregate_id = $2 and p.version = $3 - 1
                   and (p.type <> '{SystemEvents.Archived}' or $7 = '{SystemEvents.Restored}')),
                $4, $5, $6, $7, $8, $9, $10, $11)
        returning position
        """;

    // The ordinality keeps positions in the order of the batch. Most events of a batch agree in most columns, so such a column travels as
    // one value beside an empty array: unnest pads shorter arrays with nulls. A statement does not see its own rows, so only an event whose
    // predecessor is not in the batch names one to look for; the others build on an event that is guarded itself.
    private const string Many =
        $"""
        insert into {Sql.Events} ({Columns})
        select coalesce(e.tenant_id, $1), coalesce(e.aggregate_id, $3),
               case when e.predecessor is null then e.version
                    else (select p.version + 1 from {Sql.Events} p
                          where p.tenant_id = coalesce(e.tenant_id, $1) and p.aggregate_id = coalesce(e.aggregate_id, $3) and p.version = e.predecessor
                            and (p.type <> '{SystemEvents.Archived}' or coalesce(e.type, $11) = '{SystemEvents.Restored}')) end,
               coalesce(e.schema_version, $5), coalesce(e.created_at, $7), coalesce(e.aggregate_type, $9), coalesce(e.type, $11),
               coalesce(e.created_by, $13), e.idempotency_key, e.payload, coalesce(e.metadata, $15)
        from unnest($2, $4, $6, $8, $10, $12, $14, $16, $17, $18, $19, $20) with ordinality
             e (tenant_id, aggregate_id, schema_version, created_at, aggregate_type, type, created_by, metadata,
                version, predecessor, idempotency_key, payload, ordinal)
        order by e.ordinal
        returning position
        """;

    public static NpgsqlBatchCommand Append(IReadOnlyList<NewEvent> events) => events.Count == 1 ? AppendOne(events[0]) : AppendMany(events);

    /// <summary>Whether one of the two may stand behind the other in their stream.</summary>
    public static bool Follows(NewEvent head, NewEvent next) =>
        head.Version.Next() == next.Version && (head.Type != SystemEvents.Archived || next.Type == SystemEvents.Restored);

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
            Parameters.Of(e.Payload, NpgsqlDbType.Json),
            Parameters.Of(e.Metadata, NpgsqlDbType.Json),
        },
    };

    private static NpgsqlBatchCommand AppendMany(IReadOnlyList<NewEvent> events)
    {
        var command = new NpgsqlBatchCommand(Many);
        var parameters = command.Parameters;
        Parameters.AddShared(parameters, Each(events, e => e.Stream.Tenant.Value), NpgsqlDbType.Uuid);
        Parameters.AddShared(parameters, Each(events, e => e.Stream.Aggregate), NpgsqlDbType.Uuid);
        Parameters.AddShared(parameters, Each(events, e => checked((short)e.SchemaVersion)), NpgsqlDbType.Smallint);
        Parameters.AddShared(parameters, Each(events, e => e.CreatedAt.ToUniversalTime()), NpgsqlDbType.TimestampTz);
        Parameters.AddShared(parameters, Each(events, e => e.AggregateType), NpgsqlDbType.Text);
        Parameters.AddShared(parameters, Each(events, e => e.Type), NpgsqlDbType.Text);
        Parameters.AddShared(parameters, Each(events, e => e.CreatedBy.Value), NpgsqlDbType.Text);
        Parameters.AddShared(parameters, Each(events, e => e.Metadata), NpgsqlDbType.Json, SameBytes);
        parameters.Add(Parameters.ArrayOf(Each(events, e => e.Version.Value), NpgsqlDbType.Bigint));
        parameters.Add(Parameters.ArrayOf(Predecessors(events), NpgsqlDbType.Bigint));
        parameters.Add(Parameters.ArrayOf(events.Any(e => e.IdempotencyKey is not null) ? Each(events, e => e.IdempotencyKey) : [], NpgsqlDbType.Text));
        parameters.Add(Parameters.ArrayOf(Each(events, e => e.Payload), NpgsqlDbType.Json));
        return command;
    }

    private static bool SameBytes(ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other) => one.Span.SequenceEqual(other.Span);

    private static T[] Each<T>(IReadOnlyList<NewEvent> events, Func<NewEvent, T> part)
    {
        var values = new T[events.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = part(events[i]);
        }

        return values;
    }

    /// <summary>
    /// The versions that must be in the log before the batch; null for an event that is its stream's first or follows one of the batch. One
    /// that stands behind an event of the batch and does not follow it gets a version that is not in the log yet.
    /// </summary>
    private static long?[] Predecessors(IReadOnlyList<NewEvent> events)
    {
        var heads = new Dictionary<StreamId, NewEvent>();
        var predecessors = new long?[events.Count];
        var length = 0;
        for (var i = 0; i < predecessors.Length; i++)
        {
            var e = events[i];
            if (e.Version.Value != 1 && (!heads.TryGetValue(e.Stream, out var head) || !Follows(head, e)))
            {
                predecessors[i] = e.Version.Value - 1;
                length = i + 1;
            }

            heads[e.Stream] = e;
        }

        return predecessors[..length];
    }
}
