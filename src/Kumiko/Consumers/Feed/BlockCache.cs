using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// Parts of the log that lie behind its end. They never change, so consumers that have the same way to go read each of them once, however
/// many they are.
/// </summary>
/// <param name="store">The database.</param>
/// <param name="size">How many positions a block has.</param>
/// <param name="capacity">How many blocks are kept: those that were used last.</param>
internal sealed class BlockCache(Store store, int size, int capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(long After, long Until), LinkedListNode<Block>> _blocks = [];
    private readonly LinkedList<Block> _byAge = [];

    /// <summary>Reads the block behind a position, and begins to read the one that follows.</summary>
    /// <param name="after">The position.</param>
    /// <param name="end">Where the final part of the log ends; larger than <paramref name="after"/>.</param>
    /// <param name="cancellation">Ends the wait, not the reading that others may wait for too.</param>
    public async ValueTask<LogPage> Read(EventPosition after, EventPosition end, CancellationToken cancellation)
    {
        var number = after.Value / size;
        var page = Get(number, end);
        if ((number + 2) * size <= end.Value)
        {
            _ = Get(number + 1, end);
        }

        return (await page.WaitAsync(cancellation)).Behind(after);
    }

    private Task<LogPage> Get(long number, EventPosition end)
    {
        var key = (After: number * size, Until: Math.Min((number + 1) * size, end.Value));
        lock (_gate)
        {
            if (_blocks.TryGetValue(key, out var known) && !known.Value.Page.IsFaulted)
            {
                _byAge.Remove(known);
                _byAge.AddFirst(known);
                return known.Value.Page;
            }

            Forget(known);
            var page = Task.Run(() => Load(new EventPosition(key.After), new EventPosition(key.Until)));
            _blocks[key] = _byAge.AddFirst(new Block(key, page));
            if (_byAge.Count > capacity)
            {
                Forget(_byAge.Last);
            }

            return page;
        }
    }

    private void Forget(LinkedListNode<Block>? node)
    {
        if (node is not null)
        {
            _byAge.Remove(node);
            _blocks.Remove(node.Value.Key);
        }
    }

    private async Task<LogPage> Load(EventPosition after, EventPosition until)
    {
        await using var session = store.NewSession();
        var events = await session.ReadLog(new LogQuery { After = after, Until = until, Limit = size });
        return new LogPage(after, until, (StoredEvent[])[.. events]);
    }

    private sealed record Block((long After, long Until) Key, Task<LogPage> Page);
}
