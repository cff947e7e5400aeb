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
            if (index.Columns.All(columns.ContainsKey) && Catalogue.FindIndex(connection, table.Name, index) is null
                && FreeName(connection, table.Name, index.Name) is { } name)
            {
                connection.RunOnce(table.CreateIndex(index with { Name = name }));
            }
        }
    }

    /// <summary>
    /// The index's name, or another one where a table that was renamed has taken it along; null when the table itself has an index of this
    /// name, which then is of another shape and left alone.
    /// </summary>
    private static string? FreeName(Connection connection, string table, string index)
    {
        var name = index;
        for (var number = 2; Catalogue.OwnerOf(connection, name) is { } owner; number++)
        {
            if (owner == table)
            {
                return null;
            }

            name = $"{index}~{number}";
        }

        return name;
    }
}
