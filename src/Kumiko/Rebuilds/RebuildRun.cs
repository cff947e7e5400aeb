using Kumiko.Storage;
using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <summary>
/// One rebuild, from the first event to the swap: fills a shadow table page by page while everybody goes on, checks that nothing is
/// missing, and swaps the tables while writers wait for the last few events. Every page is committed with the place behind it, so that
/// a run that was interrupted goes on there.
/// </summary>
internal sealed partial class RebuildRun(Store store, RebuildTarget target, RebuildOptions options, TimeProvider clock, ILogger logger)
{
    private const int SmallPage = 2_000;
    private const int LargePage = 10_000;

    private readonly long _started = clock.GetTimestamp();
    private readonly Table _shadow = RebuildTables.Shadow(target.Live);
    private RebuildState _state = null!;
    private PageFold _fold = null!;
    private long _doneBefore;
    private long? _lastTurn;

    private LogQuery Events => target.Events with { Tenant = options.Tenant, Limit = PageSize };

    /// <summary>Where all writers share one turn, a page must not keep it for long.</summary>
    private int PageSize => options.PageSize ?? (store.Capabilities.ConcurrentWriters ? LargePage : SmallPage);

    /// <exception cref="ConflictException">The same projection is being rebuilt, here or elsewhere.</exception>
    /// <exception cref="RebuildFailedException">The derived table is not complete, or the live one was never free. It is as it was.</exception>
    public async Task<RebuildResult> Run(CancellationToken cancellation) => await (await Start(cancellation))(cancellation);

    /// <summary>Takes the turn and notes that the rebuild has begun.</summary>
    /// <returns>The rest of the work, which has to be run: it ends the turn.</returns>
    /// <exception cref="ConflictException">The same projection is being rebuilt, here or elsewhere.</exception>
    public async Task<Func<CancellationToken, Task<RebuildResult>>> Start(CancellationToken cancellation)
    {
        var turn = await store.TryLock("rebuild " + target.Name, cancellation)
            ?? throw new ConflictException("rebuild_running", $"'{target.Name}' is being rebuilt already.");
        try
        {
            await Prepare(cancellation);
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }

        return work => Finish(turn, work);
    }

    private async Task<RebuildResult> Finish(IAsyncDisposable turn, CancellationToken cancellation)
    {
        await using var _ = turn;
        _fold = target.FoldInto(_shadow);
        _doneBefore = _state.Done;
        try
        {
            return await Work(cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await Save(_state with { Phase = nameof(RebuildPhase.Failed), Error = failure.Message }, CancellationToken.None);
            RebuildLog.Failed(logger, failure, target.Name);
            throw;
        }
    }

    /// <summary>Notes that a rebuild has begun, or finds what an earlier run has done.</summary>
    public async Task Prepare(CancellationToken cancellation) => _state = await Resume(cancellation) ?? await Begin(cancellation);

    private async Task<RebuildResult> Work(CancellationToken cancellation)
    {
        await using var log = store.OpenLog(await ProvenGround(cancellation));
        await CatchUp(log, cancellation);
        await Save(_state with { Phase = nameof(RebuildPhase.Checking) }, cancellation);
        await store.CreateMissingTables([_shadow], cancellation);
        await store.Analyze([_shadow], cancellation);
        await CheckNothingIsMissing(cancellation);

        var old = RebuildTables.Old(target.Live);
        await store.DropTable(old, cancellation);
        if (options.Tenant is not null)
        {
            await store.CreateMissingTables([old], cancellation);
        }

        for (var attempt = 1; ; attempt++)
        {
            await CatchUp(log, cancellation);
            var waited = clock.GetTimestamp();
            try
            {
                await Swap(old, cancellation);
                var result = new RebuildResult(
                    target.Name, _state.Done, clock.GetElapsedTime(_started), clock.GetElapsedTime(waited), attempt, old.Name);
                RebuildLog.Done(logger, target.Name, result.Events, result.Duration, result.WritersWaited);
                return result;
            }
            catch (Exception busy) when (busy is TableLockedException or FencedException or TransientStoreException)
            {
                // The pages of the last moment were rolled back.
                _fold.Forget();
                if (attempt == options.SwapAttempts)
                {
                    throw new RebuildFailedException(
                        $"The tables of '{target.Name}' could not be swapped: others kept using '{target.Live.Name}'. The live table is as it was; start the rebuild "
                        + "again at a quieter time, or with more patience: it goes on with what is derived already.", busy);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(20, 20 + (20 * Math.Min(attempt, 20)))), clock, cancellation);
            }
        }
    }

    private async Task<RebuildState?> Resume(CancellationToken cancellation)
    {
        var states = (await store.ReadRebuilds(cancellation)).Where(s => s.Projection == target.Name).ToList();
        if (!options.StartOver && states.Find(s => s.Tenant == options.Tenant) is { } state && Enum.Parse<RebuildPhase>(state.Phase) != RebuildPhase.Done
            && state.Fingerprint == target.Fingerprint && state.ShadowTable == _shadow.Name
            && (await store.CompareSchema([RebuildTables.WithoutIndexes(_shadow)], cancellation)).Count == 0)
        {
            RebuildLog.Resumed(logger, target.Name, state.Done, state.Total);
            return state with { Phase = nameof(RebuildPhase.Filling), Error = null };
        }

        // The shadow belongs to one rebuild at a time: what another left behind is worth nothing any more.
        foreach (var left in states)
        {
            await store.ForgetRebuild(left.Projection, left.Tenant, cancellation);
        }

        return null;
    }

    private async Task<RebuildState> Begin(CancellationToken cancellation)
    {
        await store.DropTable(_shadow, cancellation);
        await store.Analyze([], cancellation);

        // Filling a table without indexes and making them at the end is quicker; but one long statement keeps a single writer to itself.
        await store.CreateMissingTables([store.Capabilities.ConcurrentWriters ? RebuildTables.WithoutIndexes(_shadow) : _shadow], cancellation);
        await using var session = store.NewSession();
        var now = clock.GetUtcNow();
        var state = new RebuildState
        {
            Projection = target.Name,
            Tenant = options.Tenant,
            ShadowTable = _shadow.Name,
            Phase = nameof(RebuildPhase.Filling),
            Fingerprint = target.Fingerprint,
            Position = EventPosition.Start,
            Total = await session.CountLog(Events, cancellation),
            Done = 0,
            StartedAt = now,
            UpdatedAt = now,
        };
        await session.Execute([new WriteOperation.SaveRebuild(state)], cancellation);
        return state;
    }

    /// <summary>Consumers only stand where the log is final.</summary>
    private async Task<EventPosition> ProvenGround(CancellationToken cancellation)
    {
        var consumers = await store.Consumers.Read(cancellation);
        return new EventPosition(consumers.Select(c => c.Position.Value).Append(_state.Position.Value).Max());
    }

    /// <summary>
    /// Adds everything that is final, again and again, until little is left that came meanwhile. Where no less has come than was added the time before,
    /// others write as fast as this reads, and each turn would be longer than the one before: the rest is then left to the swap, for which they wait.
    /// </summary>
    private async Task CatchUp(LogReader log, CancellationToken cancellation)
    {
        while (true)
        {
            var end = await Final(log, cancellation);
            if (_lastTurn is { } last && await CountUntil(end, cancellation) is var left && (left < PageSize || left >= last))
            {
                return;
            }

            _lastTurn = await AddUntil(end, cancellation);
        }
    }

    private async Task<EventPosition> Final(LogReader log, CancellationToken cancellation)
    {
        var end = await log.SkipToEnd(cancellation);
        return target.Consumer is { } consumer ? await CursorOf(consumer, end, cancellation) : end;
    }

    private async Task<long> CountUntil(EventPosition end, CancellationToken cancellation)
    {
        await using var session = store.NewSession();
        return await session.CountLog(Events with { After = _state.Position, Until = end }, cancellation);
    }

    private async Task<long> AddUntil(EventPosition end, CancellationToken cancellation)
    {
        var before = _state.Done;
        await foreach (var page in LogPages.Read(store, Events with { After = _state.Position, Until = end }, cancellation))
        {
            await using var session = store.NewSession();
            await session.Begin(cancellation);
            await _fold.Apply(page, session, cancellation);
            await Advance(session, page, cancellation);
            await session.Commit(cancellation);
            Report();
        }

        return _state.Done - before;
    }

    /// <summary>
    /// What a consumer has not seen yet is left to it: its handlers may do more than change rows, and a rebuild does nothing else.
    /// </summary>
    private async Task<EventPosition> CursorOf(ConsumerKey consumer, EventPosition end, CancellationToken cancellation)
    {
        await using var session = store.NewSession();
        var cursor = await session.ReadCursor(consumer, cancellation) ?? EventPosition.Start;
        return cursor.Value < end.Value ? cursor : end;
    }

    /// <summary>Every event up to here was read exactly once; pruned ones may have gone since.</summary>
    private async Task CheckNothingIsMissing(CancellationToken cancellation)
    {
        await using var session = store.NewSession();
        var expected = await session.CountLog(Events with { Until = _state.Position }, cancellation);
        if (expected > _state.Done)
        {
            await store.ForgetRebuild(target.Name, options.Tenant, cancellation);
            throw new RebuildFailedException(
                $"The log has {expected} events for '{target.Name}' up to position {_state.Position}, but only {_state.Done} were read. The live table is as it was; "
                + "start the rebuild again from the beginning.");
        }
    }

    private async Task Advance(StoreSession session, IReadOnlyList<StoredEvent> page, CancellationToken cancellation)
    {
        var next = _state with { Position = page[^1].Position, Done = _state.Done + page.Count, UpdatedAt = clock.GetUtcNow() };
        await session.Execute([new WriteOperation.SaveRebuild(next)], cancellation);
        _state = next;
    }

    private async Task Save(RebuildState state, CancellationToken cancellation)
    {
        _state = state with { UpdatedAt = clock.GetUtcNow() };
        await using var session = store.NewSession();
        await session.Execute([new WriteOperation.SaveRebuild(_state)], cancellation);
        Report();
    }

    private void Report()
    {
        var seconds = clock.GetElapsedTime(_started).TotalSeconds;
        options.Progress?.Report(RebuildProgress.Of(_state, seconds > 0 ? (_state.Done - _doneBefore) / seconds : 0));
    }
}
