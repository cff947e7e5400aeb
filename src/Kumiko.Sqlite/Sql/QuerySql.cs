using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>Questions to a table in SQL.</summary>
internal static class QuerySql
{
    public static SqlWriter Select(RowQuery query, TableSql table)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.Offset);
        ArgumentOutOfRangeException.ThrowIfNegative(query.Limit.GetValueOrDefault());

        var sql = new SqlWriter();
        var filter = sql.Fragment(query.Filter);
        switch (Effective(query.Scope))
        {
            case TenantScope.Own own:
                Arm(sql, query, table, filter, own.Tenant);
                Order(sql, query, withTenant: false);
                break;
            case TenantScope.OwnAndSystem both:
                // Each arm walks its tenant's part of an index in order, and SQLite merges the two: nothing is sorted as a whole.
                Arm(sql, query, table, filter, both.Tenant);
                Arm(sql.Write(" UNION ALL "), query, table, filter, TenantId.System);
                Order(sql, query, withTenant: true);
                break;
            default:
                sql.Write("SELECT ").Write(table.Columns).Write(" FROM ").Write(table.Name).Write(" WHERE ").Write(filter);
                Order(sql, query, withTenant: true);
                break;
        }

        Cut(sql, query);
        return sql;
    }

    public static SqlWriter Count(RowQuery query, TableSql table)
    {
        var sql = new SqlWriter().Write("SELECT count(*) FROM ").Write(table.Name).Write(" WHERE ");
        var tenant = query.Table.TenantColumn;
        switch (Effective(query.Scope))
        {
            case TenantScope.Own own:
                sql.Name(tenant).Write(" = ").Value(tenant, own.Tenant.Value).Write(" AND ");
                break;
            case TenantScope.OwnAndSystem both:
                sql.Name(tenant).Write(" IN (").Value(tenant, both.Tenant.Value).Write(", ").Value(tenant, TenantId.System.Value).Write(") AND ");
                break;
        }

        return sql.Write(query.Filter);
    }

    /// <summary>The system tenant's own rows are the system's rows: nobody sees them twice.</summary>
    public static TenantScope Effective(TenantScope scope) =>
        scope is TenantScope.OwnAndSystem both && both.Tenant == TenantId.System ? new TenantScope.Own(both.Tenant) : scope;

    private static void Arm(SqlWriter sql, RowQuery query, TableSql table, string filter, TenantId tenant)
    {
        var column = query.Table.TenantColumn;
        sql.Write("SELECT ").Write(table.Columns).Write(" FROM ").Write(table.Name)
            .Write(" WHERE ").Name(column).Write(" = ").Value(column, tenant.Value)
            .Write(" AND ").Write(filter);
    }

    /// <summary>By the place of the columns, because a UNION has no table to name them by. Id and tenant make the order total.</summary>
    private static void Order(SqlWriter sql, RowQuery query, bool withTenant)
    {
        sql.Write(" ORDER BY ");
        foreach (var (column, direction) in query.Order)
        {
            sql.Write($"{query.Table.OrdinalOf(column) + 1}");
            sql.Write(direction == SortDirection.Descending ? " DESC" : "");

            // Only where there can be nulls: without the words, an index serves the order as it is.
            sql.Write(!column.IsNullable ? "" : direction == SortDirection.Descending ? " NULLS FIRST" : " NULLS LAST").Write(", ");
        }

        sql.Write(withTenant ? "2, 1" : "2");
    }

    private static void Cut(SqlWriter sql, RowQuery query)
    {
        if (query.Limit is { } limit)
        {
            sql.Write(" LIMIT ").Value(limit);
        }
        else if (query.Offset > 0)
        {
            sql.Write(" LIMIT -1");
        }

        if (query.Offset > 0)
        {
            sql.Write(" OFFSET ").Value(query.Offset);
        }
    }
}
