using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// Tells what a record was like before and after an event of the log, by folding its stream. The states that were asked for last are kept, so
/// that a stream is read only once while the log goes by. Not safe for concurrent use.
/// </summary>
/// <param name="session">Reads streams.</param>
/// <param name="capacity">How many states are kept.</param>
internal sealed class EntityStateReader(Func<StoreSession> session, int capacity = EntityStateReader.DefaultCapacity) : IEntityStates
{
    private const int DefaultCapacity = 10_000;

    private readonly Dictionary<StreamId, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byAge = [];

    /// <summary>How many streams were read, for tests.</summary>
    internal int Reads { get; private set; }

    /// <inheritdoc/>
    public async ValueTask<(EntityState? Before, EntityState? After)> Around(EntityDefinition entity, StoredEvent stored, CancellationToken cancellation)
    {
        var before = await Before(entity, stored, cancellation);
        var after = EntityProjection.Apply(entity, before, EntityProjection.Interpret(entity, stored));
        Keep(stored.Stream, stored.Version, after);
        return (before, after);
    }

    private async ValueTask<EntityState?> Before(EntityDefinition entity, StoredEvent stored, CancellationToken cancellation)
    {
        var wanted = new StreamVersion(stored.Version.Value - 1);
        var known = _entries.GetValueOrDefault(stored.Stream)?.Value;
        if (wanted == StreamVersion.None || known?.Version == wanted)
        {
            return known?.Version == wanted ? known.State : null;
        }

        // What lies between was not subscribed to, or the state is not kept any more. A later state, after a step back in the log, does not help.
        var (from, state) = known is not null && known.Version < wanted ? (known.Version, known.State) : (StreamVersion.None, null);
        Reads++;
        await foreach (var page in StreamPages.Read(session(), stored.Stream, new StreamRange { After = from, Until = wanted }, cancellation))
        {
            state = EntityProjection.Fold(entity, page, state);
        }

        return state;
    }

    private void Keep(StreamId stream, StreamVersion version, EntityState? state)
    {
        if (_entries.TryGetValue(stream, out var node))
        {
            _byAge.Remove(node);
            node.Value = new Entry(stream, version, state);
        }
        else
        {
            node = new LinkedListNode<Entry>(new Entry(stream, version, state));
            _entries[stream] = node;
        }

        _byAge.AddLast(node);
        if (_entries.Count > capacity)
        {
            _entries.Remove(_byAge.First!.Value.Stream);
            _byAge.RemoveFirst();
        }
    }

    private sealed record Entry(StreamId Stream, StreamVersion Version, EntityState? State);
}
