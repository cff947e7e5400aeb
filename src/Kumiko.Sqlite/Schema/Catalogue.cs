namespace Kumiko.Sqlite;

/// <summary>What SQLite says about the tables that are there.</summary>
internal static class Catalogue
{
    /// <summary>The text with which a table or an index was created; null when there is none.</summary>
    public static string? DefinitionOf(Connection connection, string type, string name)
    {
        using var statement = connection.Prepare("SELECT sql FROM sqlite_schema WHERE type = ?1 AND name = ?2");
        return statement.Bind(type).Bind(name).Step() ? statement.Text(0) : null;
    }

    /// <summary>Names, storage types and whether null is allowed.</summary>
    public static Dictionary<string, (string Type, bool IsNullable)> ColumnsOf(Connection connection, string table)
    {
        var columns = new Dictionary<string, (string, bool)>();
        using var statement = connection.Prepare("SELECT name, type, \"notnull\" FROM pragma_table_xinfo(?1)");
        statement.Bind(table);
        while (statement.Step())
        {
            columns.Add(statement.Text(0), (statement.Text(1), statement.Int64(2) == 0));
        }

        return columns;
    }

    /// <summary>
    /// The name of the table's index that is of the shape; null when there is none. SQLite cannot rename an index, so one that came with a
    /// table that was renamed keeps its name.
    /// </summary>
    public static string? FindIndex(Connection connection, string table, IndexShape shape)
    {
        // The declared name first: an operator may have added another index of the same shape.
        return IndexesOf(connection, table).OrderBy(name => name != shape.Name).FirstOrDefault(name =>
            IndexOf(connection, table, name) is { } found
            && found.IsUnique == shape.IsUnique
            && found.Columns.SequenceEqual(shape.Columns)
            && ConditionOf(DefinitionOf(connection, "index", name)) == shape.Condition);
    }

    /// <summary>The table to which the index or table of that name belongs; null when there is neither.</summary>
    public static string? OwnerOf(Connection connection, string name)
    {
        using var statement = connection.Prepare("SELECT tbl_name FROM sqlite_schema WHERE name = ?1");
        return statement.Bind(name).Step() ? statement.Text(0) : null;
    }

    private static List<string> IndexesOf(Connection connection, string table)
    {
        var names = new List<string>();
        using var statement = connection.Prepare("SELECT name FROM pragma_index_list(?1) WHERE origin = 'c'");
        statement.Bind(table);
        while (statement.Step())
        {
            names.Add(statement.Text(0));
        }

        return names;
    }

    private static string ConditionOf(string? createIndex)
    {
        var where = createIndex?.LastIndexOf(" WHERE ", StringComparison.OrdinalIgnoreCase) ?? -1;
        return where < 0 ? "" : createIndex![where..];
    }

    /// <summary>The indexed columns in order, a descending one with DESC behind it, and whether repetitions are refused; null when there is no such index.</summary>
    private static (IReadOnlyList<string> Columns, bool IsUnique)? IndexOf(Connection connection, string table, string index)
    {
        bool isUnique;
        using (var statement = connection.Prepare("SELECT \"unique\" FROM pragma_index_list(?1) WHERE name = ?2"))
        {
            if (!statement.Bind(table).Bind(index).Step())
            {
                return null;
            }

            isUnique = statement.Int64(0) != 0;
        }

        var columns = new List<string>();
        using var key = connection.Prepare(
            "SELECT coalesce(name, '') || iif(\"desc\", ' DESC', '') || iif(coll = 'BINARY', '', ' ' || coll) FROM pragma_index_xinfo(?1) WHERE key ORDER BY seqno");
        key.Bind(index);
        while (key.Step())
        {
            columns.Add(key.Text(0));
        }

        return (columns, isUnique);
    }
}
