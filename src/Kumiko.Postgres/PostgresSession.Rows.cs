using Kumiko.Postgres.Rows;
using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres;

internal sealed partial class PostgresSession
{
    public override Task<object?[]?> ReadRow(Table table, TenantScope scope, Guid id, CancellationToken cancellation = default) =>
        Run((table: store.StatementsOf(table), scope, id), static async (batch, ask, cancellation) =>
        {
            batch.BatchCommands.Add(RowSelect.One(ask.table, ask.scope, ask.id));
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            return await reader.ReadAsync(cancellation) ? ask.table.ReadRow(reader) : null;
        }, cancellation);

    public override Task<IReadOnlyList<object?[]>> ReadRows(RowQuery query, CancellationToken cancellation = default) =>
        Run((table: store.StatementsOf(query.Table), query), static async (batch, ask, cancellation) =>
        {
            batch.BatchCommands.Add(RowSelect.Many(ask.table, ask.query));
            return await ReadAll(batch, ask.table.ReadRow, cancellation);
        }, cancellation);

    public override Task<long> CountRows(RowQuery query, CancellationToken cancellation = default) =>
        Run((table: store.StatementsOf(query.Table), query), static async (batch, ask, cancellation) =>
        {
            batch.BatchCommands.Add(RowSelect.Count(ask.table, ask.query));
            return (long)(await batch.ExecuteScalarAsync(cancellation))!;
        }, cancellation);

    private static async Task<IReadOnlyList<T>> ReadAll<T>(NpgsqlBatch batch, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var items = new List<T>();
        while (await reader.ReadAsync(cancellation))
            items.Add(read(reader));
        return items;
    }
}
