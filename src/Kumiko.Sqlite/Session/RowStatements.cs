using System.Runtime.CompilerServices;
using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>Rows of declared tables in and out.</summary>
internal sealed partial class RowStatements
{
    private readonly ConditionalWeakTable<Table, TableSql> _sql = [];

    public void Insert(Connection connection, WriteOperation.InsertRow insert)
    {
        using var statement = connection.Prepare(SqlOf(insert.Table).Insert);
        BindRow(statement, insert.Table, insert.Values).Step();
    }

    public void Update(Connection connection, WriteOperation.UpdateRow update)
    {
        using var statement = connection.Prepare(SqlOf(update.Table).Update(update.Ordinals));
        statement.Bind(update.Tenant.Value).Bind(update.Id);
        for (var i = 0; i < update.Ordinals.Count; i++)
        {
            Values.Bind(statement, update.Table.Columns[update.Ordinals[i]], update.Values[i]);
        }

        statement.Step();
        RequireOne(connection, update.Table, update.Tenant, update.Id);
    }

    public void Delete(Connection connection, WriteOperation.DeleteRow delete)
    {
        using var statement = connection.Prepare(SqlOf(delete.Table).Delete);
        statement.Bind(delete.Tenant.Value).Bind(delete.Id).Step();
        RequireOne(connection, delete.Table, delete.Tenant, delete.Id);
    }

    public object?[]? ReadOne(Connection connection, Table table, TenantScope scope, Guid id)
    {
        var sql = SqlOf(table);
        using var statement = scope switch
        {
            TenantScope.Own own => connection.Prepare(sql.ReadOwn).Bind(own.Tenant.Value).Bind(id),
            TenantScope.OwnAndSystem both => connection.Prepare(sql.ReadOwnOrSystem).Bind(both.Tenant.Value).Bind(id).Bind(TenantId.System.Value),
            _ => connection.Prepare(sql.ReadAny).Bind(id),
        };
        return statement.Step() ? Current(statement, table) : null;
    }

    public IReadOnlyList<object?[]> Read(Connection connection, RowQuery query)
    {
        using var statement = QuerySql.Select(query, SqlOf(query.Table)).Prepare(connection);
        var rows = new List<object?[]>();
        while (statement.Step())
        {
            rows.Add(Current(statement, query.Table));
        }

        return rows;
    }

    public IReadOnlyList<object?[]> ReadPage(Connection connection, Table table, (TenantId Tenant, Guid Id)? after, int limit)
    {
        var sql = SqlOf(table);
        using var statement = connection.Prepare(after is null ? sql.FirstPage : sql.NextPage).Bind(limit);
        if (after is var (tenant, id))
        {
            statement.Bind(tenant.Value).Bind(id);
        }

        var rows = new List<object?[]>();
        while (statement.Step())
        {
            rows.Add(Current(statement, table));
        }

        return rows;
    }

    public long Count(Connection connection, RowQuery query)
    {
        using var statement = QuerySql.Count(query, SqlOf(query.Table)).Prepare(connection);
        statement.Step();
        return statement.Int64(0);
    }

    private static Statement BindRow(Statement statement, Table table, object?[] values)
    {
        var columns = table.Columns;
        for (var i = 0; i < columns.Count; i++)
        {
            Values.Bind(statement, columns[i], values[i]);
        }

        return statement;
    }

    private static object?[] Current(Statement statement, Table table)
    {
        var columns = table.Columns;
        var row = new object?[columns.Count];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = Values.Read(statement, i, columns[i]);
        }

        return row;
    }

    private static void RequireOne(Connection connection, Table table, TenantId tenant, Guid id)
    {
        if (connection.Changes != 1)
        {
            throw new InvalidOperationException(
                $"The table '{table.Name}' has no row {id} of tenant {tenant}, although its events say so. Rebuild the table.");
        }
    }

    private TableSql SqlOf(Table table) => _sql.GetValue(table, static t => new TableSql(t));
}
