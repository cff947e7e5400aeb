using System.Runtime.CompilerServices;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Reads the log page by page, one page ahead of whoever works on it.</summary>
internal static class LogPages
{
    public static async IAsyncEnumerable<IReadOnlyList<StoredEvent>> Read(
        Store store, LogQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var session = store.NewSession();
        var next = Start(query);
        try
        {
            while (await next is { Count: > 0 } page)
            {
                next = page.Count < query.Limit ? Task.FromResult<IReadOnlyList<StoredEvent>>([]) : Start(query with { After = page[^1].Position });
                yield return page;
            }
        }
        finally
        {
            // The session must not end under a read that nobody waits for any more.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // On a thread of its own: an embedded database reads on the caller's.
        Task<IReadOnlyList<StoredEvent>> Start(LogQuery ask) => Task.Run(() => session.ReadLog(ask, cancellation), cancellation);
    }
}
