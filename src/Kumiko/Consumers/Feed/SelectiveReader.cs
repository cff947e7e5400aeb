using System.Collections.Frozen;

namespace Kumiko;

/// <summary>
/// Reads the events of some types. Where they are common it takes the pages that all consumers share; where they are rare, and the way is long,
/// it lets the database choose.
/// </summary>
internal sealed class SelectiveReader(LogFeed feed, FrozenSet<string> types, int pageSize)
{
    /// <summary>Below one event in so many positions the database chooses; above one in half as many it no longer does.</summary>
    private const int Rare = 8;

    private readonly List<string> _types = [.. types];
    private bool _isRare;

    /// <summary>The page behind a position, with the matching events only.</summary>
    public async ValueTask<LogPage> Read(EventPosition after, CancellationToken cancellation)
    {
        if (_isRare && feed.IsBehindMemory(after))
        {
            var chosen = await feed.ReadTypes(after, _types, pageSize, cancellation);
            _isRare = IsRarer(chosen, Rare / 2);
            return chosen;
        }

        var page = await feed.Read(after, cancellation);
        var matching = page with { Events = Matching(page.Events) };
        _isRare = IsRarer(matching, Rare);
        return matching;
    }

    private static bool IsRarer(LogPage page, int positionsPerEvent) =>
        page.Events.Count * (long)positionsPerEvent < page.Until.Value - page.After.Value;

    private ArraySegment<StoredEvent> Matching(ArraySegment<StoredEvent> events)
    {
        foreach (var e in events)
        {
            if (!types.Contains(e.Type))
            {
                return (StoredEvent[])[.. events.Where(candidate => types.Contains(candidate.Type))];
            }
        }

        return events;
    }
}
