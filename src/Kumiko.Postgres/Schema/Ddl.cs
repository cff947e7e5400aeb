namespace Kumiko.Postgres.Schema;

/// <summary>The statements that create what is missing.</summary>
internal static class Ddl
{
    public static string CreateTable(PhysicalTable table)
    {
        var columns = table.Columns.Select(c => $"  {Sql.Name(c.Name)} {c.Type}{(c.IsNullable ? "" : " not null")}{(c.Clause.Length > 0 ? " " : "")}{c.Clause}");
        return
            $"""
            create table {Sql.Name(table.Name)} (
            {string.Join(",\n", columns)},
              primary key ({Sql.Names(table.PrimaryKey)})
            )
            """;
    }

    public static string CreateIndex(PhysicalTable table, PhysicalIndex index) =>
        $"create {(index.IsUnique ? "unique " : "")}index {Sql.Name(index.Name)} on {Sql.Name(table.Name)} ({Sql.Names(index.Columns)})"
        + (index.Predicate is null ? "" : $" where {index.Predicate}");
}
