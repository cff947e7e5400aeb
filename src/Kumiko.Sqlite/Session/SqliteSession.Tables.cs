using Kumiko.Storage;

namespace Kumiko.Sqlite;

internal sealed partial class SqliteSession
{
    // Whoever has a transaction has the only connection that writes: rows and tables are locked already.
    public override Task<object?[]?> LockRow(Table table, TenantId tenant, Guid id, CancellationToken cancellation = default) => InTransaction
        ? ReadRow(table, new TenantScope.Own(tenant), id, cancellation)
        : Task.FromException<object?[]?>(NoTransaction());

    public override Task LockRows(Table table, TenantId tenant, IReadOnlyCollection<Guid> ids, CancellationToken cancellation = default) =>
        Guarded(_ => { }, cancellation);

    public override Task LockTable(Table table, TimeSpan patience, CancellationToken cancellation = default) => Guarded(_ => { }, cancellation);

    public override Task<IReadOnlyList<object?[]>> ReadRows(
        Table table, IReadOnlyCollection<(TenantId Tenant, Guid Id)> keys, CancellationToken cancellation = default) => keys.Count == 0
        ? Task.FromResult<IReadOnlyList<object?[]>>([])
        : Read(connection => rows.ReadKeys(connection, table, keys), cancellation);

    public override Task InsertRows(Table table, IReadOnlyCollection<object?[]> added, CancellationToken cancellation = default) =>
        Change(table, connection => rows.InsertAll(connection, table, added), cancellation);

    public override Task SwapTables(Table live, Table shadow, Table old, TimeSpan patience, CancellationToken cancellation = default) =>
        Change(live, connection => TableSwap.Rename(connection, live, shadow, old), cancellation);

    public override Task SwapRows(Table live, Table shadow, Table old, TenantId tenant, CancellationToken cancellation = default) =>
        Change(live, connection => TableSwap.MoveRows(connection, live, shadow, old, tenant), cancellation);

    /// <summary>Does something that is several statements: if one fails, the transaction can only be rolled back.</summary>
    private Task Change(Table table, Action<Connection> work, CancellationToken cancellation) => Guarded(
        connection =>
        {
            _failed = true;
            try
            {
                work(connection);
            }
            catch (SqliteException failure)
            {
                throw StoreErrors.Translate(failure, table);
            }

            _failed = false;
        },
        cancellation);
}
