namespace Kumiko;

/// <summary>The last pages of the log, kept in memory. Immutable: readers take it as it is, and the feed puts a longer one in its place.</summary>
internal sealed class LogTail
{
    private readonly LogPage[] _pages;

    private LogTail(EventPosition start, EventPosition end, LogPage[] pages)
    {
        Start = start;
        End = end;
        _pages = pages;
    }

    /// <summary>What comes behind this position is in memory.</summary>
    public EventPosition Start { get; }

    /// <summary>How far the log is known to be final.</summary>
    public EventPosition End { get; }

    public static LogTail Empty(EventPosition position) => new(position, position, []);

    /// <summary>The page that goes on behind a position, which must not be before <see cref="Start"/>.</summary>
    public LogPage Read(EventPosition after)
    {
        foreach (var page in _pages)
        {
            if (after.Value < page.Until.Value)
            {
                return page.Behind(after);
            }
        }

        return new LogPage(after, End.Value > after.Value ? End : after, ArraySegment<StoredEvent>.Empty);
    }

    /// <summary>The same with more at its end; the oldest pages go when there are too many.</summary>
    /// <param name="events">What follows.</param>
    /// <param name="end">How far it reaches.</param>
    /// <param name="pageSize">How many events make a full page: shorter ones are joined.</param>
    /// <param name="kept">How many pages stay.</param>
    public LogTail With(IReadOnlyList<StoredEvent> events, EventPosition end, int pageSize, int kept)
    {
        LogPage[] pages = _pages is [.., var last] && last.Events.Count + events.Count <= pageSize
            ? [.. _pages[..^1], new LogPage(last.After, end, (StoredEvent[])[.. last.Events, .. events])]
            : [.. _pages, new LogPage(End, end, (StoredEvent[])[.. events])];
        pages = pages.Length > kept ? pages[^kept..] : pages;
        return new LogTail(pages[0].After, end, pages);
    }
}
