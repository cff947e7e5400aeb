namespace Kumiko.Storage;

/// <summary>An index of a table.</summary>
/// <param name="Name">The physical name.</param>
/// <param name="Columns">The indexed columns in order; the tenant comes first.</param>
public sealed record TableIndex(string Name, IReadOnlyList<Column> Columns)
{
    /// <summary>Whether two rows may not agree in all columns. A null never equals another null.</summary>
    public bool IsUnique { get; init; }

    /// <summary>When given, only rows in which this boolean column is false are indexed.</summary>
    public Column? OnlyWhereFalse { get; init; }
}
