namespace Kumiko.Sqlite;

/// <summary>
/// Statistics for the query planner, as if every table were large. Without any, SQLite believes that a tenant has about ten rows and
/// reads all of them rather than to use another index; and statistics of an empty table would make plans depend on when they were taken.
/// ANALYZE replaces these by the real ones.
/// </summary>
internal static class Statistics
{
    private const int Rows = 1_000_000;
    private const int RowsPerTenant = 100_000;
    private const int ValuesPerColumn = 20;

    // SQLite knows the primary key of a table without row ids by the table's own name.
    public static void Assume(Connection connection, TableShape table)
    {
        if (table.Constraints is not null)
        {
            Assume(connection, table.Name, table.Name, $"{Rows} {RowsPerTenant} 1");
        }

        foreach (var index in table.Indexes)
        {
            Assume(connection, table.Name, Catalogue.FindIndex(connection, table.Name, index) ?? index.Name, Of(index));
        }
    }

    /// <summary>Forgets what is known of a table.</summary>
    public static void Forget(Connection connection, string table)
    {
        using var statement = connection.Prepare("DELETE FROM sqlite_stat1 WHERE tbl = ?1");
        statement.Bind(table).Step();
    }

    /// <summary>Creates the table of statistics where there is none, and makes the connection read it.</summary>
    public static void Reload(Connection connection) => connection.RunOnce("ANALYZE sqlite_schema");

    /// <summary>The number of rows, then for each column how many rows agree in it and all before it.</summary>
    private static string Of(IndexShape index)
    {
        var (statistics, rows) = ($"{Rows}", RowsPerTenant);
        for (var column = 1; column <= index.Columns.Count; column++)
        {
            var agreeing = index.IsUnique && column == index.Columns.Count ? 1 : rows;
            statistics += $" {agreeing}";
            rows = Math.Max(rows / ValuesPerColumn, 1);
        }

        return statistics;
    }

    private static void Assume(Connection connection, string table, string index, string statistics)
    {
        using var statement = connection.Prepare(
            "INSERT INTO sqlite_stat1 (tbl, idx, stat) SELECT ?1, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM sqlite_stat1 WHERE tbl = ?1 AND idx = ?2)");
        statement.Bind(table).Bind(index).Bind(statistics).Step();
    }
}
