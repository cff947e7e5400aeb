namespace Kumiko.Storage;

/// <summary>One term of an order. Nulls come last when ascending and first when descending, on both stores.</summary>
/// <param name="Column">The column.</param>
/// <param name="Direction">Which end comes first.</param>
public sealed record RowOrder(Column Column, SortDirection Direction = SortDirection.Ascending);
