using Kumiko.Storage;

namespace Kumiko.Sqlite;

internal sealed partial class SqliteSession
{
    public override Task<object?[]?> LockRow(Table table, TenantId tenant, Guid id, CancellationToken cancellation = default) => throw new NotImplementedException();

    public override Task<IReadOnlyList<object?[]>> ReadRows(
        Table table, IReadOnlyCollection<(TenantId Tenant, Guid Id)> keys, CancellationToken cancellation = default) => throw new NotImplementedException();

    public override Task InsertRows(Table table, IReadOnlyCollection<object?[]> rows, CancellationToken cancellation = default) => throw new NotImplementedException();

    public override Task LockTable(Table table, TimeSpan patience, CancellationToken cancellation = default) => throw new NotImplementedException();

    public override Task SwapTables(Table live, Table shadow, Table old, TimeSpan patience, CancellationToken cancellation = default) => throw new NotImplementedException();

    public override Task SwapRows(Table live, Table shadow, Table old, TenantId tenant, CancellationToken cancellation = default) => throw new NotImplementedException();
}
