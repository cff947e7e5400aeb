using Kumiko.Storage;

namespace Kumiko.Postgres.Schema;

/// <summary>Says what a declared table has and the database has not, or has otherwise.</summary>
internal static class SchemaComparison
{
    public static IEnumerable<SchemaDifference> Compare(PhysicalTable declared, PhysicalTable? actual)
    {
        if (actual is null)
        {
            yield return new SchemaDifference(declared.Name, SchemaDifferenceKind.MissingTable, $"The table '{declared.Name}' does not exist.");
            yield break;
        }

        if (string.Join(' ', CompareColumns(declared, actual)) is { Length: > 0 } columns)
        {
            yield return new SchemaDifference(declared.Name, SchemaDifferenceKind.OtherColumns, columns);
        }

        foreach (var index in CompareIndexes(declared, actual))
        {
            yield return new SchemaDifference(declared.Name, SchemaDifferenceKind.MissingIndex, index);
        }
    }

    /// <summary>With policies that the application does not know of it would find nothing; without those that it counts on, too much.</summary>
    public static IEnumerable<SchemaDifference> CompareGuard(PhysicalTable declared, PhysicalTable? actual)
    {
        if (actual is not null && actual.Guard != declared.Guard)
        {
            yield return new SchemaDifference(declared.Name, SchemaDifferenceKind.RowLevelSecurity, declared.Guard == RowGuard.None
                ? $"The table '{declared.Name}' has row-level security, which the application is not told to use."
                : $"The table '{declared.Name}' does not have the row-level security that the application is told to use.");
        }
    }

    /// <summary>The log is read without loss only if its positions are drawn in the order of time.</summary>
    public static IEnumerable<SchemaDifference> CompareSequence(Catalogue catalogue)
    {
        if (catalogue.Find(Sql.Events) is not null && !catalogue.DrawsPositionsInOrder)
        {
            yield return new SchemaDifference(
                Sql.Events,
                SchemaDifferenceKind.OtherColumns,
                $"The sequence '{Sql.PositionSequence}' does not draw one position after the other: events could be lost to readers of the log. "
                + $"Set it right with ALTER SEQUENCE {Sql.PositionSequence} CACHE 1 INCREMENT BY 1 NO CYCLE.");
        }
    }

    /// <summary>The declared indexes whose names are free.</summary>
    public static IEnumerable<PhysicalIndex> MissingIndexes(PhysicalTable declared, PhysicalTable actual) =>
        declared.Indexes.Where(i => actual.Indexes.All(a => a.Name != i.Name));

    private static IEnumerable<string> CompareColumns(PhysicalTable declared, PhysicalTable actual)
    {
        var columns = actual.Columns.ToDictionary(c => c.Name);
        foreach (var column in declared.Columns)
        {
            if (!columns.Remove(column.Name, out var found))
            {
                yield return $"The table '{declared.Name}' has no column '{column.Name}'.";
            }
            else if (found.Type != column.Type)
            {
                yield return $"The column '{column.Name}' of '{declared.Name}' is of type {found.Type}; declared is {column.Type}.";
            }
            else if (found.IsNullable != column.IsNullable)
            {
                yield return $"The column '{column.Name}' of '{declared.Name}' {(found.IsNullable ? "may" : "may not")} be null; declared is the opposite.";
            }
        }

        foreach (var column in columns.Values)
        {
            yield return $"The table '{declared.Name}' has a column '{column.Name}' that is not declared.";
        }
    }

    private static IEnumerable<string> CompareIndexes(PhysicalTable declared, PhysicalTable actual)
    {
        if (!actual.PrimaryKey.SequenceEqual(declared.PrimaryKey))
        {
            yield return $"The primary key of '{declared.Name}' is not ({string.Join(", ", declared.PrimaryKey)}).";
        }

        foreach (var index in declared.Indexes)
        {
            var found = actual.Indexes.FirstOrDefault(i => i.Name == index.Name);
            if (found is null)
            {
                yield return $"The index '{index.Name}' of '{declared.Name}' does not exist.";
            }
            else if (found.IsUnique != index.IsUnique || !found.Columns.SequenceEqual(index.Columns) || Bare(found.Predicate) != Bare(index.Predicate))
            {
                yield return $"The index '{index.Name}' of '{declared.Name}' exists, but is not the declared one.";
            }
        }
    }

    // The catalogue quotes a name only where it must.
    private static string? Bare(string? predicate) => predicate?.Replace("\"", "", StringComparison.Ordinal);
}
