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

    public override async Task<IReadOnlyList<object?[]>> ReadRows(RowQuery query, CancellationToken cancellation = default)
    {
        var table = store.StatementsOf(query.Table);
        if (query.Scope is TenantScope.OwnAndSystem both && both.Tenant != TenantId.System && !table.HasSharedRows
            && await ReadOwnIfAlone(table, query, cancellation) is { } own)
        {
            return own;
        }

        return await Run((table, query), static async (batch, ask, cancellation) =>
        {
            batch.BatchCommands.Add(RowSelect.Many(ask.table, ask.query));
            return await ReadAll(batch, ask.table.ReadRow, cancellation);
        }, cancellation);
    }

    public override Task<long> CountRows(RowQuery query, CancellationToken cancellation = default) =>
        Run((table: store.StatementsOf(query.Table), query), static async (batch, ask, cancellation) =>
        {
            batch.BatchCommands.Add(RowSelect.Count(ask.table, ask.query));
            return (long)(await batch.ExecuteScalarAsync(cancellation))!;
        }, cancellation);

    /// <summary>
    /// The tenant's rows, or null where the answer may need the system's as well. Most tables have none of the system's, and the
    /// statement that merges both tenants' rows costs the server three times as much.
    /// </summary>
    private Task<IReadOnlyList<object?[]>?> ReadOwnIfAlone(TableStatements table, RowQuery query, CancellationToken cancellation) =>
        Run((table, query), static async (batch, ask, cancellation) =>
        {
            batch.BatchCommands.Add(RowSelect.ManyOfOwn(ask.table, ask.query));
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            var rows = new List<object?[]>();
            while (await reader.ReadAsync(cancellation))
            {
                if (rows.Count == 0 && !reader.IsDBNull(ask.table.Columns.Length))
                {
                    ask.table.HasSharedRows = true;
                    return null;
                }

                rows.Add(ask.table.ReadRow(reader));
            }

            // Without a row of the tenant's own, nobody said whether the system has any.
            return rows.Count == 0 ? null : (IReadOnlyList<object?[]>?)rows;
        }, cancellation);

    private static async Task<IReadOnlyList<T>> ReadAll<T>(SessionBatch batch, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var items = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            items.Add(read(reader));
        }

        return items;
    }
}
