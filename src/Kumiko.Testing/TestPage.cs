namespace Kumiko.Testing;

/// <summary>A page of records.</summary>
/// <param name="Rows">The records.</param>
/// <param name="NextCursor">Where the next page goes on; null on the last one.</param>
/// <param name="Total">How many records there are on all pages, where the request asked for it.</param>
public sealed record TestPage<TEntity>(IReadOnlyList<TEntity> Rows, string? NextCursor, long? Total);
