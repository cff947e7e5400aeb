using Kumiko.Postgres.Log;
using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres;

internal sealed partial class PostgresSession
{
    private const string SelectLast =
        $"select {EventRows.Columns} from {Sql.Events} where tenant_id = $1 and aggregate_id = $2 order by version desc limit 1";

    public override Task<IReadOnlyList<StoredEvent>> ReadStream(StreamId stream, StreamRange range, CancellationToken cancellation = default) =>
        Run((stream, range), static async (batch, ask, cancellation) =>
        {
            batch.BatchCommands.Add(StreamSelect(ask.stream, ask.range));
            return await ReadAll(batch, EventRows.Read, cancellation);
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

    public override Task<StoredEvent?> ReadLastEvent(StreamId stream, CancellationToken cancellation = default) =>
        Run(stream, static async (batch, stream, cancellation) =>
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(SelectLast)
            {
                Parameters = { Parameters.Id(stream.Tenant.Value), Parameters.Id(stream.Aggregate) },
            });
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            return await reader.ReadAsync(cancellation) ? EventRows.Read(reader) : null;
        }, cancellation);

    private static NpgsqlBatchCommand StreamSelect(StreamId stream, StreamRange range)
    {
        var text = $"select {EventRows.Columns} from {Sql.Events} where tenant_id = $1 and aggregate_id = $2 and version > $3";
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
}
