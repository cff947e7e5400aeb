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
        var next = Task.Run(() => session.ReadLog(query, cancellation), cancellation);
        while (await next is { Count: > 0 } page)
        {
            var rest = query with { After = page[^1].Position };
            next = page.Count < query.Limit
                ? Task.FromResult<IReadOnlyList<StoredEvent>>([])
                : Task.Run(() => session.ReadLog(rest, cancellation), cancellation);
            yield return page;
        }
    }
}
