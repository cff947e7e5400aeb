namespace Kumiko;

/// <summary>What one event of a stream does to the entity's record.</summary>
internal enum EntityChangeKind
{
    Created,
    Updated,
    Deleted,
    Restored,

    /// <summary>The stream was archived: the record's row goes, and nothing else changes.</summary>
    Archived,

    /// <summary>The stream was taken out of the archive: the row is there again as it was.</summary>
    Unarchived,

    /// <summary>An event of the domain: the record is as it was, at the next version.</summary>
    Touched,
}

/// <summary>
/// An event, understood as a change to a record. Live writes and rebuilds both go through it, so that a row is the same whether it was
/// written with the event or derived from it later.
/// </summary>
/// <param name="Kind">What happened.</param>
/// <param name="Stream">The record's stream.</param>
/// <param name="Version">The event's version.</param>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Values">The new values by ordinal; <see cref="Absent.Value"/> where nothing changes; empty where no field can.</param>
internal sealed record EntityChange(
    EntityChangeKind Kind, StreamId Stream, StreamVersion Version, DateTimeOffset At, UserId By, object?[] Values);
