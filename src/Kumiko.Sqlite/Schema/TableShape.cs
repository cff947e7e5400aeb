namespace Kumiko.Sqlite;

/// <summary>What a table looks like in SQLite: enough to create it, and to compare it with the one that is there.</summary>
/// <param name="Name">The physical name.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Constraints">What stands behind the columns: the primary key, where it is not part of a column.</param>
/// <param name="Options">What stands behind the parenthesis.</param>
/// <param name="Indexes">The indexes beside the primary key.</param>
internal sealed record TableShape(
    string Name, IReadOnlyList<ColumnShape> Columns, string? Constraints, string? Options, IReadOnlyList<IndexShape> Indexes)
{
    /// <summary>One column per line: the comparison finds a column's definition by its line.</summary>
    public string CreateTable(bool strict)
    {
        var lines = Columns.Select(c => c.Definition).Append(Constraints).OfType<string>();
        string?[] options = [Options, strict ? "STRICT" : null];
        return $"CREATE TABLE {Name.Quoted()} (\n  {string.Join(",\n  ", lines)}\n) {string.Join(", ", options.OfType<string>())}".TrimEnd();
    }

    public string CreateIndex(IndexShape index) =>
        $"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX IF NOT EXISTS {index.Name.Quoted()} ON {Name.Quoted()} ({index.Columns.QuotedList()}){index.Condition}";
}

/// <summary>A column.</summary>
/// <param name="Name">The physical name.</param>
/// <param name="Type">One of SQLite's storage types.</param>
/// <param name="IsNullable">Whether it may be null.</param>
/// <param name="Rule">What stands behind the type: the checks, which also tell apart what is stored alike.</param>
internal sealed record ColumnShape(string Name, string Type, bool IsNullable = false, string? Rule = null)
{
    public string Definition => $"{Name.Quoted()} {Type}{(IsNullable ? "" : " NOT NULL")}{(Rule is null ? "" : $" {Rule}")}";
}

/// <summary>An index.</summary>
/// <param name="Name">The physical name.</param>
/// <param name="Columns">The columns in order.</param>
/// <param name="IsUnique">Whether it refuses repetitions.</param>
/// <param name="Condition">Empty, or the condition of a partial index with its WHERE.</param>
internal sealed record IndexShape(string Name, IReadOnlyList<string> Columns, bool IsUnique = false, string Condition = "");
