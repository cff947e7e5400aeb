using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres;

internal sealed partial class PostgresSession
{
    private const string SelectEvents =
        $"""
        select position, tenant_id, aggregate_id, version, schema_version, created_at, aggregate_type, type, created_by, payload, metadata
        from {Sql.Events} where
        """;

    private const string SelectLog =
        $"""
        select position, tenant_id, aggregate_id, version, schema_version, created_at, aggregate_type, type, created_by, payload, metadata,
               xid < pg_snapshot_xmin(pg_current_snapshot())
        from {Sql.Events} where
        """;

    public override Task<IReadOnlyList<StoredEvent>> ReadStream(StreamId stream, StreamRange range, CancellationToken cancellation = default) =>
        Run((stream, range), static async (batch, ask, cancellation) =>
        {
            batch.BatchCommands.Add(StreamSelect(ask.stream, ask.range));
            return await ReadAll(batch, ReadEvent, cancellation);
        }, cancellation);

    public override Task<StreamVersion> ReadStreamVersion(StreamId stream, CancellationToken cancellation = default) =>
        Run(stream, static async (batch, stream, cancellation) =>
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"select coalesce(max(version), 0) from {Sql.Events} where tenant_id = $1 and aggregate_id = $2")
            {
                Parameters = { Parameters.Id(stream.Tenant.Value), Parameters.Id(stream.Aggregate) },
            });
            return new StreamVersion((long)(await batch.ExecuteScalarAsync(cancellation))!);
        }, cancellation);

    /// <remarks>
    /// Stops before the first event whose transaction may still have company below it. That is sure on a log that nobody writes to. Under
    /// writers it is not: a long transaction may draw a high position with a low xid while a younger one still holds a lower position,
    /// so no cursor of a running consumer may be kept by this method alone.
    /// </remarks>
    public override Task<IReadOnlyList<StoredEvent>> ReadLog(LogQuery query, CancellationToken cancellation = default) =>
        Run(query, static async (batch, query, cancellation) =>
        {
            batch.BatchCommands.Add(LogSelect(query));
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            var events = new List<StoredEvent>();
            while (await reader.ReadAsync(cancellation) && reader.GetBoolean(11))
                events.Add(ReadEvent(reader));
            return (IReadOnlyList<StoredEvent>)events;
        }, cancellation);

    private static NpgsqlBatchCommand StreamSelect(StreamId stream, StreamRange range)
    {
        var text = $"{SelectEvents} tenant_id = $1 and aggregate_id = $2 and version > $3";
        var command = new NpgsqlBatchCommand
        {
            Parameters = { Parameters.Id(stream.Tenant.Value), Parameters.Id(stream.Aggregate), Parameters.Number(range.After.Value) },
        };
        if (range.Until is { } until)
        {
            command.Parameters.Add(Parameters.Number(until.Value));
            text += $" and version <= ${command.Parameters.Count}";
        }

        if (range.UntilTime is { } time)
        {
            // Clocks of several machines may run apart; the version decides what came before the last event of that time.
            command.Parameters.Add(Parameters.Instant(time));
            text += $" and version <= (select max(version) from {Sql.Events} where tenant_id = $1 and aggregate_id = $2 and created_at <= ${command.Parameters.Count})";
        }

        command.CommandText = $"{text} order by version";
        return command;
    }

    private static NpgsqlBatchCommand LogSelect(LogQuery query)
    {
        var text = $"{SelectLog} position > $1";
        var command = new NpgsqlBatchCommand { Parameters = { Parameters.Number(query.After.Value) } };
        if (query.AggregateType is { } aggregateType)
        {
            command.Parameters.Add(Parameters.Text(aggregateType));
            text += $" and aggregate_type = ${command.Parameters.Count}";
        }

        if (query.Tenant is { } tenant)
        {
            command.Parameters.Add(Parameters.Id(tenant.Value));
            text += $" and tenant_id = ${command.Parameters.Count}";
        }

        command.CommandText = $"{text} order by position limit {query.Limit}";
        return command;
    }

    private static StoredEvent ReadEvent(NpgsqlDataReader reader) => new()
    {
        Position = new EventPosition(reader.GetInt64(0)),
        Stream = new StreamId(new TenantId(reader.GetGuid(1)), reader.GetGuid(2)),
        Version = new StreamVersion(reader.GetInt64(3)),
        SchemaVersion = reader.GetInt16(4),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(5),
        AggregateType = reader.GetString(6),
        Type = reader.GetString(7),
        CreatedBy = new UserId(reader.GetString(8)),
        Payload = reader.GetFieldValue<byte[]>(9),
        Metadata = reader.GetFieldValue<byte[]>(10),
    };
}
