using Kumiko.Storage;

namespace Kumiko;

/// <summary>The end of a rebuild: the last events, and the new table in the old one's place, while writers wait.</summary>
internal sealed partial class RebuildRun
{
    private async Task Swap(Table old, CancellationToken cancellation)
    {
        var before = _state;
        try
        {
            await using var session = store.NewSession();
            await session.Begin(cancellation);
            var until = target.Consumer is { } consumer ? await Hold(consumer, session, cancellation) : (EventPosition?)null;
            await session.LockTable(target.Live, options.Patience, cancellation);
            await Drain(until, session, cancellation);
            _state = _state with { Phase = nameof(RebuildPhase.Done), OldTable = old.Name, UpdatedAt = clock.GetUtcNow(), Error = null };
            await session.Execute([new WriteOperation.SaveRebuild(_state)], cancellation);
            if (options.Tenant is { } tenant)
            {
                await session.SwapRows(target.Live, _shadow, old, tenant, cancellation);
            }
            else
            {
                await session.SwapTables(target.Live, _shadow, old, options.Patience, cancellation);
            }

            await session.Commit(cancellation);
        }
        catch
        {
            _state = before;
            throw;
        }

        if (options.Tenant is not null)
        {
            await store.DropTable(_shadow, cancellation);
        }

        Report();
    }

    /// <summary>
    /// Adds what can be seen, holes or not: a transaction whose event cannot be seen yet has not written the live table either, because it
    /// waits for the lock. It will write into the new one.
    /// </summary>
    private async Task Drain(EventPosition? until, StoreSession session, CancellationToken cancellation)
    {
        while (await session.ReadLog(Events with { After = _state.Position, Until = until }, cancellation) is { Count: > 0 } page)
        {
            await _fold.Apply(page, session, cancellation);
            _state = _state with { Position = page[^1].Position, Done = _state.Done + page.Count };
        }
    }

    /// <summary>
    /// Keeps the consumer from committing until the swap is over, and lets whoever works for it begin anew then: it remembers rows of the old table.
    /// The cursor stays where it is. It comes before the table's lock, as in the consumer's own batches.
    /// </summary>
    private async Task<EventPosition> Hold(ConsumerKey consumer, StoreSession session, CancellationToken cancellation)
    {
        var state = (await store.Consumers.Read(cancellation)).FirstOrDefault(c => c.Key == consumer)
            ?? throw new RebuildFailedException($"The consumer '{consumer}' has no cursor. Start the application once, so that it gets one.");
        await session.Execute([new WriteOperation.MoveCursor(consumer, state.Fence, state.Position, state.Position) { RaisesFence = true }], cancellation);
        return state.Position;
    }
}
