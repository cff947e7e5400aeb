using System.Data;
using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres;

internal sealed partial class PostgresSession
{
    public override async Task BeginSnapshot(CancellationToken cancellation = default)
    {
        await Begin(IsolationLevel.RepeatableRead, cancellation);

        // The server takes the snapshot with the first statement that is more than a setting.
        await Run(0, static async (batch, _, cancellation) =>
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("set transaction read only"));
            batch.BatchCommands.Add(new NpgsqlBatchCommand("select 1"));
            return await batch.ExecuteNonQueryAsync(cancellation);
        }, cancellation);
    }

    public override Task<IReadOnlyList<object?[]>> ReadPage(
        Table table, (TenantId Tenant, Guid Id)? after, int limit, CancellationToken cancellation = default) =>
        Run((table: store.StatementsOf(table), after, limit), static async (batch, ask, cancellation) =>
        {
            var table = ask.table;
            var command = new NpgsqlBatchCommand($"select {table.SelectList} from {table.Name}");
            if (ask.after is var (tenant, id))
            {
                command.CommandText += $" where ({table.Tenant}, {table.Id}) > ($1, $2)";
                command.Parameters.Add(Parameters.Id(tenant.Value));
                command.Parameters.Add(Parameters.Id(id));
            }

            command.CommandText += $" order by {table.Tenant}, {table.Id} limit {ask.limit}";
            batch.BatchCommands.Add(command);
            return await ReadAll(batch, table.ReadRow, cancellation);
        }, cancellation);

    public override Task<EventPosition?> ReadCursor(ConsumerKey consumer, CancellationToken cancellation = default) =>
        Run(consumer, static async (batch, consumer, cancellation) =>
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("select position from kumiko_consumers where name = $1")
            {
                Parameters = { Parameters.Text(consumer.Name) },
            });
            return await batch.ExecuteScalarAsync(cancellation) is long position ? new EventPosition(position) : (EventPosition?)null;
        }, cancellation);
}
