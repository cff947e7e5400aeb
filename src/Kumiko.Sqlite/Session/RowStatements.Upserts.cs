using Kumiko.Storage;

namespace Kumiko.Sqlite;

internal sealed partial class RowStatements
{
    public void Upsert(Connection connection, WriteOperation.UpsertRow upsert)
    {
        var sql = SqlOf(upsert.Table);
        var (values, set, add) = upsert.Add.Any(i => IsText(upsert.Table.Columns[i])) ? Summed(connection, upsert) : (upsert.Values, upsert.Set, upsert.Add);
        using var statement = connection.Prepare(sql.Upsert(set, add));
        BindRow(statement, upsert.Table, values).Step();
    }

    public void Remove(Connection connection, WriteOperation.RemoveRow remove)
    {
        using var statement = connection.Prepare(SqlOf(remove.Table).Delete);
        statement.Bind(remove.Tenant.Value).Bind(remove.Id).Step();
    }

    public void InsertAll(Connection connection, Table table, IReadOnlyCollection<object?[]> rows)
    {
        foreach (var row in rows)
        {
            using var statement = connection.Prepare(SqlOf(table).Insert);
            BindRow(statement, table, row).Step();
        }
    }

    public IReadOnlyList<object?[]> ReadKeys(Connection connection, Table table, IReadOnlyCollection<(TenantId Tenant, Guid Id)> keys)
    {
        using var statement = connection.Prepare(SqlOf(table).ReadKeys);
        statement.BindBytes(Keys.Join(keys));
        var rows = new List<object?[]>(keys.Count);
        while (statement.Step())
        {
            rows.Add(Current(statement, table));
        }

        return rows;
    }

    // SQLite cannot calculate with as many digits. Nobody else writes until we commit, so the sum can be made here.
    private (object?[] Values, IReadOnlyList<int> Set, IReadOnlyList<int> Add) Summed(Connection connection, WriteOperation.UpsertRow upsert)
    {
        var (table, values) = (upsert.Table, upsert.Values);
        if (ReadOne(connection, table, new TenantScope.Own(new TenantId((Guid)values[0]!)), (Guid)values[1]!) is not { } existing)
        {
            return (values, upsert.Set, upsert.Add);
        }

        var wide = upsert.Add.Where(i => IsText(table.Columns[i])).ToArray();
        var summed = (object?[])values.Clone();
        foreach (var i in wide)
        {
            summed[i] = ((decimal?)existing[i] ?? 0) + ((decimal?)values[i] ?? 0);
        }

        return (summed, [.. upsert.Set, .. wide], [.. upsert.Add.Except(wide)]);
    }

    private static bool IsText(Column column) => column is { Type: ColumnType.Decimal, Precision: > DecimalText.MostInteger };
}
