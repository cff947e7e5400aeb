using Kumiko.Storage;

namespace Kumiko;

/// <summary>Waits until consumers have dealt with an event: at once where they run in this process, otherwise by looking at their cursors.</summary>
internal sealed class ConsumerWait(Registry registry, Store store, ProgressBoard board)
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ShortestLook = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(100);

    private readonly IReadOnlyList<ConsumerDefinition> _withTable = [.. registry.Consumers.Where(consumer => consumer.Table is not null)];

    /// <summary>Waits for all consumers that have a table.</summary>
    /// <exception cref="ProjectionBehindException">One of them did not come so far in time.</exception>
    public Task ForTables(EventPosition position, TimeSpan? timeout, CancellationToken cancellation) => For(_withTable, position, timeout, cancellation);

    /// <summary>Waits for consumers.</summary>
    /// <param name="consumers">Which; consumers with a cursor.</param>
    /// <param name="position">An event that is committed.</param>
    /// <param name="timeout">How long; 5 seconds by default, 30 at the most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ProjectionBehindException">One of them did not come so far in time.</exception>
    public async Task For(IReadOnlyList<ConsumerDefinition> consumers, EventPosition position, TimeSpan? timeout, CancellationToken cancellation)
    {
        // A timeout is about the client's patience, so it runs by the real clock.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(timeout is null ? DefaultTimeout : timeout < LongestTimeout ? timeout.Value : LongestTimeout);
        foreach (var consumer in consumers)
        {
            var reached = EventPosition.Start;
            try
            {
                await For(consumer, position, at => reached = at, patience.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new ProjectionBehindException(consumer.Name, reached, position);
            }
        }
    }

    private async Task For(ConsumerDefinition consumer, EventPosition position, Action<EventPosition> reached, CancellationToken patience)
    {
        for (var look = ShortestLook; ; look = look < LongestLook ? 2 * look : LongestLook)
        {
            if (board.Find(consumer.Name) is { } progress)
            {
                if (progress.Reached.Value >= position.Value)
                {
                    return;
                }

                // It may change hands meanwhile, so now and then the question is asked anew.
                reached(progress.Reached);
                await Task.WhenAny(progress.MovedTowards(position), Task.Delay(LongestLook, patience));
                patience.ThrowIfCancellationRequested();
                look = ShortestLook;
                continue;
            }

            if (await HasPassed(consumer, position, reached, patience))
            {
                return;
            }

            await Task.Delay(look, patience);
        }
    }

    /// <summary>A cursor may also stand in front of events that are not the consumer's: then there is nothing to wait for.</summary>
    private async Task<bool> HasPassed(ConsumerDefinition consumer, EventPosition position, Action<EventPosition> reached, CancellationToken cancellation)
    {
        var states = await store.Consumers.Read(cancellation);
        var stored = states.FirstOrDefault(state => state.Key.Name == consumer.Name)?.Position ?? EventPosition.Start;
        reached(stored);
        if (stored.Value >= position.Value)
        {
            return true;
        }

        await using var session = store.NewSession();
        var open = await session.ReadLog(new LogQuery { After = stored, Until = position, Types = consumer.EventTypes, Limit = 1 }, cancellation);
        return open.Count == 0;
    }
}
