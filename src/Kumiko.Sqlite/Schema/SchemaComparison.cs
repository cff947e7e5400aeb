using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>Finds what the database lacks, or has otherwise.</summary>
internal static class SchemaComparison
{
    public static IEnumerable<SchemaDifference> Compare(Connection connection, TableShape table)
    {
        var created = Catalogue.DefinitionOf(connection, "table", table.Name);
        if (created is null)
        {
            yield return new(table.Name, SchemaDifferenceKind.MissingTable, $"The table '{table.Name}' does not exist.");
            yield break;
        }

        var faults = ColumnFaults(table, Catalogue.ColumnsOf(connection, table.Name), Lines(created)).ToArray();
        if (faults.Length > 0)
        {
            yield return new(table.Name, SchemaDifferenceKind.OtherColumns, $"The table '{table.Name}' has other columns: {string.Join("; ", faults)}.");
        }

        foreach (var index in table.Indexes.Where(i => Catalogue.FindIndex(connection, table.Name, i) is null))
        {
            yield return new(
                table.Name,
                SchemaDifferenceKind.MissingIndex,
                $"The index '{index.Name}' of '{table.Name}' does not exist, or is not {(index.IsUnique ? "a unique" : "an")} index on {string.Join(", ", index.Columns)}{index.Condition}.");
        }
    }

    private static IEnumerable<string> ColumnFaults(
        TableShape table, Dictionary<string, (string Type, bool IsNullable)> actual, HashSet<string> definitions)
    {
        foreach (var column in table.Columns)
        {
            if (!actual.Remove(column.Name, out var found))
            {
                yield return $"'{column.Name}' is missing";
            }
            else if (found != (column.Type, column.IsNullable))
            {
                yield return $"'{column.Name}' is {Named(found)} instead of {Named((column.Type, column.IsNullable))}";
            }
            else if (!definitions.Contains(column.Definition))
            {
                yield return $"'{column.Name}' holds other values than those of {column.Definition}";
            }
        }

        foreach (var name in actual.Keys)
        {
            yield return $"'{name}' was not declared";
        }
    }

    private static string Named((string Type, bool IsNullable) column) => column.Type + (column.IsNullable ? "" : " NOT NULL");

    private static HashSet<string> Lines(string createTable) =>
        [.. createTable.Split('\n').Select(line => line.Trim().TrimEnd(','))];
}
