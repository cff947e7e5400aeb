using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres;

internal sealed partial class PostgresSession
{
    // An append locks the table before it draws its position, and unlocks it only when its commit can be seen. So when nobody else holds the
    // lock after the last drawn position was noted, whatever is missing up to that position was rolled back and stays missing.
    private const string LastDrawnPosition = $"select last_value from {Sql.Events}_position_seq";

    private const string HasOtherWriters =
        $"""
        select exists (select 1 from pg_locks
                       where locktype = 'relation' and relation = '{Sql.Events}'::regclass and mode = 'RowExclusiveLock'
                         and database = (select oid from pg_database where datname = current_database())
                         and pid is distinct from pg_backend_pid())
        """;

    private const string SelectLog =
        $"select {EventColumns}, xid < pg_snapshot_xmin(pg_current_snapshot()) from {Sql.Events} where position > $1";

    /// <remarks>
    /// Complete when nobody writes to the log at that moment. Beside writers it goes on over positions without a hole, and behind a hole
    /// as long as no transaction runs that began before the event's; that is not yet proof against a gap: a long transaction may draw a high position while a younger one still holds a lower one.
    /// So no cursor of a running consumer may be kept by this method.
    /// </remarks>
    public override Task<IReadOnlyList<StoredEvent>> ReadLog(LogQuery query, CancellationToken cancellation = default) =>
        Run(query, static async (batch, query, cancellation) =>
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(LastDrawnPosition));
            batch.BatchCommands.Add(new NpgsqlBatchCommand(HasOtherWriters));
            batch.BatchCommands.Add(LogSelect(query));
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            await reader.ReadAsync(cancellation);
            var lastDrawn = reader.GetInt64(0);
            await reader.NextResultAsync(cancellation);
            await reader.ReadAsync(cancellation);
            var hasOtherWriters = reader.GetBoolean(0);
            await reader.NextResultAsync(cancellation);

            var events = new List<StoredEvent>();
            for (var last = query.After.Value; await reader.ReadAsync(cancellation);)
            {
                var e = ReadEvent(reader);
                var follows = e.Position.Value == last + 1;
                if (!follows && (hasOtherWriters ? !reader.GetBoolean(11) : e.Position.Value > lastDrawn))
                {
                    break;
                }

                events.Add(e);
                last = e.Position.Value;
            }

            return (IReadOnlyList<StoredEvent>)events;
        }, cancellation);

    private static NpgsqlBatchCommand LogSelect(LogQuery query)
    {
        var text = SelectLog;
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
}
