using System.Runtime.CompilerServices;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Reads streams of any length, a page at a time.</summary>
internal static class StreamPages
{
    /// <summary>How many events are in memory at once, at the most.</summary>
    public const int Size = 1000;

    /// <summary>Reads the pages of a part of a stream; none of them is empty.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<StoredEvent>> Read(
        StoreSession session, StreamId stream, StreamRange range, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var after = range.After;
        while (range.Until is not { } until || after < until)
        {
            // A stream has no gaps, so a range of versions is a page.
            var last = new StreamVersion(after.Value + Size);
            var page = await session.ReadStream(
                stream, range with { After = after, Until = range.Until is { } end && end < last ? end : last }, cancellation);
            if (page.Count > 0)
            {
                yield return page;
            }

            if (page.Count < Size)
            {
                yield break;
            }

            after = page[^1].Version;
        }
    }
}
