using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres;

internal sealed partial class PostgresSession
{
    private const string EventColumns =
        "position, tenant_id, aggregate_id, version, schema_version, created_at, aggregate_type, type, created_by, payload, metadata";

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

    private static NpgsqlBatchCommand StreamSelect(StreamId stream, StreamRange range)
    {
        var text = $"select {EventColumns} from {Sql.Events} where tenant_id = $1 and aggregate_id = $2 and version > $3";
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
