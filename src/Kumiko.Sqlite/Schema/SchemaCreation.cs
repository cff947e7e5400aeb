namespace Kumiko.Sqlite;

/// <summary>Creates what is missing. Runs inside the writer's transaction, which is why several processes may do it at once.</summary>
internal static class SchemaCreation
{
    public static void Create(Connection connection, TableShape table)
    {
        if (Catalogue.DefinitionOf(connection, "table", table.Name) is null)
        {
            connection.RunOnce(table.CreateTable(SqliteLibrary.HasStrictTables));
        }

        var columns = Catalogue.ColumnsOf(connection, table.Name);
        foreach (var index in table.Indexes)
        {
            // An existing table of another shape is left alone; the comparison reports its index as missing.
            if (index.Columns.All(columns.ContainsKey))
            {
                connection.RunOnce(table.CreateIndex(index));
            }
        }
    }
}
