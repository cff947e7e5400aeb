using Kumiko.Postgres.Rows;
using Kumiko.Postgres.Schema;
using Kumiko.Postgres.Writing;
using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres;

internal sealed partial class PostgresSession
{
    public override async Task<object?[]?> LockRow(Table table, TenantId tenant, Guid id, CancellationToken cancellation = default)
    {
        SoundTransaction();
        return await Run((table: store.StatementsOf(table), tenant, id), static async (batch, ask, cancellation) =>
        {
            batch.BatchCommands.Add(KeySelect.ForUpdate(ask.table, ask.tenant, ask.id));
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            return await reader.ReadAsync(cancellation) ? ask.table.ReadRow(reader) : null;
        }, cancellation);
    }

    public override async Task LockRows(Table table, TenantId tenant, IReadOnlyCollection<Guid> ids, CancellationToken cancellation = default)
    {
        SoundTransaction();
        await Run((table: store.StatementsOf(table), tenant, ids), static async (batch, ask, cancellation) =>
        {
            batch.BatchCommands.Add(KeySelect.AllForUpdate(ask.table, ask.tenant, ask.ids));
            return await batch.ExecuteNonQueryAsync(cancellation);
        }, cancellation);
    }

    public override Task<IReadOnlyList<object?[]>> ReadRows(
        Table table, IReadOnlyCollection<(TenantId Tenant, Guid Id)> keys, CancellationToken cancellation = default) => keys.Count == 0
        ? Task.FromResult<IReadOnlyList<object?[]>>([])
        : Run((table: store.StatementsOf(table), keys), static async (batch, ask, cancellation) =>
        {
            batch.BatchCommands.Add(KeySelect.Many(ask.table, ask.keys));
            return await ReadAll(batch, ask.table.ReadRow, cancellation);
        }, cancellation);

    public override async Task InsertRows(Table table, IReadOnlyCollection<object?[]> rows, CancellationToken cancellation = default)
    {
        SoundTransaction();
        if (rows.Count < RowCopy.WorthIt || store.GuardsRows)
        {
            await Execute([.. rows.Select(r => new WriteOperation.InsertRow(table, r))], cancellation);
            return;
        }

        await Run((table: store.StatementsOf(table), rows), static async (batch, ask, cancellation) =>
        {
            await RowCopy.Insert(batch.Connection, ask.table, ask.rows, cancellation);
            return true;
        }, cancellation);
    }

    public override async Task LockTable(Table table, TimeSpan patience, CancellationToken cancellation = default)
    {
        SoundTransaction();
        await WhileOthersUseIt(table, TableLocks.Exclusive(patience, table), cancellation);
    }

    public override async Task SwapTables(Table live, Table shadow, Table old, TimeSpan patience, CancellationToken cancellation = default)
    {
        SoundTransaction();
        await WhileOthersUseIt(live, TableLocks.AccessExclusive(patience, live, shadow), cancellation);
        await Run((live, shadow, old), static async (batch, tables, cancellation) =>
        {
            var names = await PrimaryKeyNames.Read(batch.Connection, [tables.live.Name, tables.shadow.Name], cancellation);
            foreach (var statement in TableSwap.Rename(tables.live, tables.shadow, tables.old, names))
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
            }

            return await batch.ExecuteNonQueryAsync(cancellation);
        }, cancellation);
    }

    public override async Task SwapRows(Table live, Table shadow, Table old, TenantId tenant, CancellationToken cancellation = default)
    {
        SoundTransaction();
        await Run((live, shadow, old, tenant), static async (batch, ask, cancellation) =>
        {
            foreach (var statement in TableSwap.MoveRows(ask.live, ask.shadow, ask.old))
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(statement) { Parameters = { Parameters.Id(ask.tenant.Value) } });
            }

            return await batch.ExecuteNonQueryAsync(cancellation);
        }, cancellation);
    }

    private async Task WhileOthersUseIt(Table table, IReadOnlyList<NpgsqlBatchCommand> locks, CancellationToken cancellation)
    {
        try
        {
            await Run(locks, static async (batch, locks, cancellation) =>
            {
                foreach (var statement in locks)
                {
                    batch.BatchCommands.Add(statement);
                }

                return await batch.ExecuteNonQueryAsync(cancellation);
            }, cancellation);
        }
        catch (TransientStoreException e)
        {
            throw new TableLockedException(table.Name, e);
        }
    }
}
