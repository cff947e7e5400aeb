namespace Kumiko;

/// <summary>How a table that is derived from the log stands.</summary>
public sealed record ProjectionReport
{
    /// <summary>The qualified name: <c>tickets:projection:solved-per-day</c>, or <c>tickets:projection:ticket-entity</c> for an entity's table.</summary>
    public required string Name { get; init; }

    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>Whether this node is rebuilding it now, at an operator's word.</summary>
    public required bool IsRebuildingHere { get; init; }

    /// <summary>Rebuilds that are under way somewhere, were interrupted, have failed, or keep the table that they replaced.</summary>
    public required IReadOnlyList<RebuildProgress> Rebuilds { get; init; }
}
