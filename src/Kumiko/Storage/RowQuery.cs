namespace Kumiko.Storage;

/// <summary>A question to one table: which rows, in which order, how many.</summary>
public sealed record RowQuery
{
    /// <summary>The table.</summary>
    public required Table Table { get; init; }

    /// <summary>Whose rows may be seen.</summary>
    public required TenantScope Scope { get; init; }

    /// <summary>The condition on the rows.</summary>
    public RowFilter Filter { get; init; } = RowFilter.Everything;

    /// <summary>The order. The store appends the id, ascending, so that it is always total.</summary>
    public IReadOnlyList<RowOrder> Order { get; init; } = [];

    /// <summary>How many rows to pass over.</summary>
    public int Offset { get; init; }

    /// <summary>How many rows to return at the most; null for all.</summary>
    public int? Limit { get; init; }
}
