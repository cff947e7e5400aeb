using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// Brings a page of events to a consumer's handlers, in order. Everything that they write, and the cursor's move, is one batch: all of it
/// happens once, or none of it.
/// </summary>
internal sealed class PageApply
{
    private readonly Dispatcher _dispatcher;
    private readonly ConsumerDefinition _consumer;
    private readonly ConsumerOptions _options;
    private readonly TimeProvider _clock;
    private readonly EntityStateReader _states;
    private readonly Store _store;
    private readonly HeldRows? _held;
    private StoreSession? _reading;

    public PageApply(Store store, Dispatcher dispatcher, ConsumerDefinition consumer, ConsumerOptions options, TimeProvider clock)
    {
        _store = store;
        _dispatcher = dispatcher;
        _consumer = consumer;
        _options = options;
        _clock = clock;
        _held = consumer.Table is { } table ? new HeldRows(table) : null;
        _states = new EntityStateReader(() => _reading ??= _store.NewSession());
    }

    /// <summary>How many events are committed at once.</summary>
    public int Limit => _consumer.Table is null ? Math.Min(_options.EffectsPerCommit, _options.PageSize) : _options.PageSize;

    /// <param name="page">The events.</param>
    /// <param name="cursor">Where the consumer stands.</param>
    /// <param name="stop">Ends the page early, between two events; what was done until then is kept.</param>
    /// <param name="abort">Ends the page at once; nothing is kept.</param>
    /// <exception cref="FencedException">The consumer has changed hands.</exception>
    public async Task<PageResult> Run(LogPage page, ConsumerCursor cursor, CancellationToken stop, CancellationToken abort)
    {
        await using var unit = new UnitOfWork(_store.NewSession()) { Held = _held };
        try
        {
            await unit.FetchKeys(_dispatcher.Vault, page.Events, abort);
            var (done, failure) = await Handle(page, cursor.Attempts + 1, unit, stop, abort);
            if (failure is not null && (done == 0 || _consumer.Table is not null || unit.HasFailed))
            {
                // Rows of the failed event may be among those of the others, so all of it is given up.
                return new PageResult(null, new PageFailure(failure, done));
            }

            return await Commit(unit, page, done, failure, cursor, abort);
        }
        finally
        {
            await EndReading();
        }
    }

    /// <summary>Brings one event to its handler, and leaves the commit to the caller.</summary>
    public async Task Run(StoredEvent stored, int attempt, UnitOfWork unit, CancellationToken cancellation)
    {
        try
        {
            await Deliver(stored, attempt, unit, cancellation);
        }
        finally
        {
            await EndReading();
        }
    }

    private async Task EndReading()
    {
        if (_reading is not null)
        {
            await _reading.DisposeAsync();
            _reading = null;
        }
    }

    private static async Task<PageResult> Commit(UnitOfWork unit, LogPage page, int done, Exception? failure, ConsumerCursor cursor, CancellationToken abort)
    {
        var until = done == page.Events.Count ? page.Until : done == 0 ? page.After : page.Events[done - 1].Position;
        try
        {
            if (cursor.MoveTo(until) is { } move)
            {
                unit.Add(move);
            }

            await unit.Commit(abort);
        }
        catch (Exception exception) when (exception is not FencedException && !abort.IsCancellationRequested)
        {
            return new PageResult(null, new PageFailure(exception, page.Events.Count == 1 ? 0 : null));
        }

        cursor.Moved(until);
        if (unit.Held is not null)
        {
            unit.KeepHeldRows();
        }

        return new PageResult(until, failure is null ? null : new PageFailure(failure, done));
    }

    private async Task<(int Done, Exception? Failure)> Handle(LogPage page, int attempt, UnitOfWork unit, CancellationToken stop, CancellationToken abort)
    {
        var started = _clock.GetTimestamp();
        var done = 0;
        foreach (var stored in page.Events)
        {
            try
            {
                await Handle(stored, done == 0 ? attempt : 1, unit, abort);
            }
            catch (Exception exception) when (exception is not FencedException && !abort.IsCancellationRequested)
            {
                return (done, exception);
            }

            done++;
            if (stop.IsCancellationRequested || (_consumer.Table is null && _clock.GetElapsedTime(started) >= _options.EffectsTime))
            {
                break;
            }
        }

        return (done, null);
    }

    /// <summary>
    /// Without a table, effects outside the database are what counts: they must not be repeated because a later event of the page fails, so
    /// each event's writes can be taken back by themselves.
    /// </summary>
    private async Task Handle(StoredEvent stored, int attempt, UnitOfWork unit, CancellationToken abort)
    {
        if (_consumer.Table is not null)
        {
            await Deliver(stored, attempt, unit, abort);
            return;
        }

        await using var scope = await unit.OpenScope(abort);
        await Deliver(stored, attempt, unit, abort);
        scope.Keep();
    }

    private async Task Deliver(StoredEvent stored, int attempt, UnitOfWork unit, CancellationToken abort)
    {
        var services = _dispatcher.ServicesFor(unit, DeliveredEvent.CallerOf(stored), abort);
        services.IsExempt = true;
        await services.FindFeatures();
        await _consumer.Handle(stored, _consumer.ContextFor(services, new DeliveredEvent(stored, attempt, _states)));
    }
}
