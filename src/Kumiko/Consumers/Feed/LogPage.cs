namespace Kumiko;

/// <summary>A part of the log in which nothing can appear any more.</summary>
/// <param name="After">Where it begins, itself excluded.</param>
/// <param name="Until">Where it ends, itself included; there may be no event at it.</param>
/// <param name="Events">The events in between that were asked for, in order.</param>
internal sealed record LogPage(EventPosition After, EventPosition Until, ArraySegment<StoredEvent> Events)
{
    /// <summary>The part of it that is behind a position.</summary>
    public LogPage Behind(EventPosition position) => position.Value <= After.Value
        ? this
        : new LogPage(position, Until, Events[FirstBehind(position)..]);

    private int FirstBehind(EventPosition position)
    {
        var (low, high) = (0, Events.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Events[middle].Position.Value <= position.Value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
