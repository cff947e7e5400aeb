using Kumiko.Storage;

namespace Kumiko;

/// <summary>What a list is asked for, once it is read.</summary>
internal sealed record ListInput : IQueryInput
{
    public required int Limit { get; init; }

    public required int Offset { get; init; }

    /// <summary>What the list is sorted by before the id; null for the id alone.</summary>
    public required ListOrder? Order { get; init; }

    public required IReadOnlyList<RowFilter> Filters { get; init; }

    public required ListCursor? Cursor { get; init; }

    public required bool WithTotal { get; init; }

    public required bool IncludeDeleted { get; init; }

    public required bool IsSearch { get; init; }

    /// <summary>What hooks ask for beside.</summary>
    public RowFilter Condition { get; init; } = RowFilter.Everything;

    QueryTerms IQueryInput.Terms => new(null, IncludeDeleted, Condition);

    IQueryInput IQueryInput.With(QueryTerms terms) => this with { IncludeDeleted = terms.IncludeDeleted, Condition = terms.Condition };
}

/// <summary>What a list is sorted by.</summary>
/// <param name="Name">The field's name on the wire.</param>
/// <param name="Column">Its column.</param>
/// <param name="Direction">Which end comes first.</param>
internal sealed record ListOrder(string Name, Column Column, SortDirection Direction)
{
    public RowOrder Term => new(Column, Direction);

    /// <summary>Ties a cursor to the order that it was made for.</summary>
    public string Key => (Direction == SortDirection.Ascending ? "+" : "-") + Name;
}
