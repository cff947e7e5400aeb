namespace Kumiko.Storage;

/// <summary>Something that the declared schema has and the database has not, or has otherwise.</summary>
/// <param name="Table">The physical name of the table.</param>
/// <param name="Kind">What kind of difference it is.</param>
/// <param name="Description">One sentence for the operator.</param>
public sealed record SchemaDifference(string Table, SchemaDifferenceKind Kind, string Description);

/// <summary>The kinds of <see cref="SchemaDifference"/>.</summary>
public enum SchemaDifferenceKind
{
    /// <summary>The table does not exist.</summary>
    MissingTable,

    /// <summary>The table exists, but its columns are not the declared ones.</summary>
    OtherColumns,

    /// <summary>A declared index does not exist, or exists with other columns.</summary>
    MissingIndex,

    /// <summary>The database guards the table's rows otherwise than the application is told to rely on.</summary>
    RowLevelSecurity,
}
