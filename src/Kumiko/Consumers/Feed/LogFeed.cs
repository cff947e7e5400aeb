using Kumiko.Storage;
using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <summary>
/// Reads the log for all consumers of a process, once. It follows the end only while somebody is near it, keeps the last pages in memory, and
/// hands out shared blocks to those who are further behind. While nothing is committed it asks the database nothing.
/// </summary>
internal sealed class LogFeed : IAsyncDisposable
{
    /// <summary>How many pages are read before somebody asks for them.</summary>
    private const int PagesAhead = 2;

    private static readonly TimeSpan ShortestLook = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(5);

    private readonly Store _store;
    private readonly int _pageSize;
    private readonly int _keptPages;
    private readonly ILogger _logger;
    private readonly BlockCache _blocks;
    private readonly CancellationTokenSource _stop = new();
    private readonly AsyncSignal _wanted = new();
    private readonly AsyncSignal _look = new();
    private readonly Lock _gate = new();
    private LogTail _tail = LogTail.Empty(EventPosition.Start);
    private TaskCompletionSource _grown = NewSignal();
    private long _furthest;
    private int _failures;
    private Task _running = Task.CompletedTask;

    public LogFeed(Store store, int pageSize, int keptPages, int keptBlocks, ILogger logger)
    {
        _store = store;
        _pageSize = pageSize;
        _keptPages = keptPages;
        _logger = logger;
        _blocks = new BlockCache(store, pageSize, keptBlocks);
    }

    /// <summary>How far the log is known to be final.</summary>
    public EventPosition End => Volatile.Read(ref _tail).End;

    /// <summary>How long a transaction that may still commit an event has kept the feed from going on.</summary>
    public TimeSpan GapAge { get; private set; }

    /// <summary>Goes to the end of the log and begins to follow it.</summary>
    /// <param name="proven">A position that a reader has reached before.</param>
    /// <param name="cancellation">Ends the start.</param>
    public async Task Start(EventPosition proven, CancellationToken cancellation)
    {
        LogListener? listener = null;
        LogReader? reader = null;
        try
        {
            // The listener comes first: what is committed from here on is either read now or told.
            listener = await _store.Listen(cancellation);
            reader = _store.OpenLog(proven);
            _tail = LogTail.Empty(await reader.SkipToEnd(cancellation));
        }
        catch
        {
            await Close(reader, listener);
            throw;
        }

        _running = Task.Run(() => Follow(reader, listener), CancellationToken.None);
    }

    /// <summary>Whether what follows a position is no longer in memory.</summary>
    public bool IsBehindMemory(EventPosition after) => after.Value < Volatile.Read(ref _tail).Start.Value;

    /// <summary>Reads what follows a position; empty at the end.</summary>
    public async ValueTask<LogPage> Read(EventPosition after, CancellationToken cancellation)
    {
        Reached(after);
        var tail = Volatile.Read(ref _tail);
        return after.Value >= tail.Start.Value ? tail.Read(after) : await _blocks.Read(after, tail.Start, cancellation);
    }

    /// <summary>Lets the database choose events of some types among those that are no longer in memory.</summary>
    public async ValueTask<LogPage> ReadTypes(EventPosition after, IReadOnlyList<string> types, int limit, CancellationToken cancellation)
    {
        var until = Volatile.Read(ref _tail).Start;
        await using var session = _store.NewSession();
        var events = await session.ReadLog(new LogQuery { After = after, Until = until, Types = types, Limit = limit }, cancellation);
        return new LogPage(after, events.Count < limit ? until : events[^1].Position, (StoredEvent[])[.. events]);
    }

    /// <summary>Completes when there is something behind a position.</summary>
    public async Task Wait(EventPosition after, CancellationToken cancellation)
    {
        while (End.Value <= after.Value)
        {
            Task grown;
            lock (_gate)
            {
                grown = _grown.Task;
            }

            Reached(after);
            if (End.Value <= after.Value)
            {
                await grown.WaitAsync(cancellation);
            }
        }
    }

    /// <summary>Looks whether the log has grown: the database may have failed to tell.</summary>
    public void Look() => _look.Set();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _look.Set();
        await _running;
        _stop.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Reading goes on while a consumer is near the end.</summary>
    private bool IsWanted => End.Value - Volatile.Read(ref _furthest) <= PagesAhead * _pageSize;

    private void Reached(EventPosition position)
    {
        long furthest;
        while ((furthest = Volatile.Read(ref _furthest)) < position.Value)
        {
            if (Interlocked.CompareExchange(ref _furthest, position.Value, furthest) == furthest)
            {
                _wanted.Set();
                return;
            }
        }
    }

    private async Task Follow(LogReader? reader, LogListener? listener)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                listener ??= await _store.Listen(_stop.Token);
                reader ??= _store.OpenLog(End);
                await Pump(reader, listener);
            }
            catch (Exception exception)
            {
                if (!_stop.IsCancellationRequested)
                {
                    FeedLog.Interrupted(_logger, exception, End);
                }
            }

            await Close(reader, listener);
            (reader, listener) = (null, null);
            await Task.Delay(RetryPause.Of(++_failures, FirstRetry, LastRetry, Random.Shared), _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Pump(LogReader reader, LogListener listener)
    {
        var told = listener.Wait(_stop.Token);
        var look = ShortestLook;
        while (true)
        {
            while (!IsWanted)
            {
                _wanted.Reset();
                if (!IsWanted)
                {
                    await _wanted.Next.WaitAsync(_stop.Token);
                }
            }

            told = told.IsCompleted ? listener.Wait(_stop.Token) : told;
            _look.Reset();
            var events = await reader.Read(_pageSize, _stop.Token);
            _failures = 0;
            GapAge = reader.GapAge;
            if (reader.Position.Value > End.Value)
            {
                Publish(events, reader.Position);
                look = ShortestLook;
                continue;
            }

            // A transaction that is rolled back tells nobody, so while one holds the feed up there is no signal to wait for.
            var isHeldUp = GapAge > TimeSpan.Zero;
            await await (isHeldUp ? Task.WhenAny(told, _look.Next, Task.Delay(look, _stop.Token)) : Task.WhenAny(told, _look.Next));
            look = isHeldUp && look < LongestLook ? 2 * look : look;
        }
    }

    private void Publish(IReadOnlyList<StoredEvent> events, EventPosition end)
    {
        TaskCompletionSource grown;
        lock (_gate)
        {
            Volatile.Write(ref _tail, _tail.With(events, end, _pageSize, _keptPages));
            grown = _grown;
            _grown = NewSignal();
        }

        grown.SetResult();
    }

    private static async Task Close(LogReader? reader, LogListener? listener)
    {
        if (reader is not null)
        {
            await reader.DisposeAsync();
        }

        if (listener is not null)
        {
            await listener.DisposeAsync();
        }
    }
}

internal static partial class FeedLog
{
    [LoggerMessage(40, LogLevel.Warning, "The log could not be followed at {Position}; it is tried again.")]
    public static partial void Interrupted(ILogger logger, Exception exception, EventPosition position);
}
