namespace Kumiko.Postgres.Schema;

/// <summary>A table as the catalogue knows it: what is declared and what exists are compared in this form.</summary>
internal sealed record PhysicalTable(string Name, IReadOnlyList<PhysicalColumn> Columns, IReadOnlyList<string> PrimaryKey, IReadOnlyList<PhysicalIndex> Indexes)
{
    /// <summary>The column that says whose a row is; null where rows belong to nobody.</summary>
    public string? TenantColumn { get; init; }

    /// <summary>Whether everybody may read the system tenant's rows.</summary>
    public bool IsShared { get; init; }

    /// <summary>Who keeps statements from other tenants' rows.</summary>
    public RowGuard Guard { get; init; } = RowGuard.None;
}

/// <summary>A column; the type is written as the catalogue writes it, with a collation where it is not the database's.</summary>
internal sealed record PhysicalColumn(string Name, string Type, bool IsNullable = false)
{
    /// <summary>What stands behind the type when the column is created: a default, a check.</summary>
    public string Clause { get; init; } = "";
}

/// <summary>An index; the predicate is written as the catalogue writes it.</summary>
internal sealed record PhysicalIndex(string Name, IReadOnlyList<string> Columns)
{
    public bool IsUnique { get; init; }

    public string? Predicate { get; init; }
}
