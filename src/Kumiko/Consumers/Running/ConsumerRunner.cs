using System.Collections.Frozen;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Follows the log for one consumer until it is told to stop, loses the consumer, or the consumer halts.</summary>
internal sealed class ConsumerRunner : IDisposable
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(5);

    private readonly ConsumerDefinition _consumer;
    private readonly ConsumerCursor _cursor;
    private readonly ConsumerWorker _worker;
    private readonly SelectiveReader _reader;
    private readonly LogFeed _feed;
    private readonly SemaphoreSlim _slots;
    private readonly ConsumerServices _services;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private readonly CancellationToken _stop;
    private readonly CancellationToken _abort;
    private LogPage? _page;

    public ConsumerRunner(ConsumerDefinition consumer, ConsumerCursor cursor, LogFeed feed, SemaphoreSlim slots, ConsumerServices services)
    {
        _consumer = consumer;
        _cursor = cursor;
        _feed = feed;
        _slots = slots;
        _services = services;
        _stop = _stopping.Token;
        _abort = _aborting.Token;
        Progress = new ConsumerProgress(cursor.Stored);
        _worker = new ConsumerWorker(consumer, consumer.Failure, cursor, services.ApplyFor(consumer), Progress, services);
        _reader = new SelectiveReader(feed, consumer.EventTypes.ToFrozenSet(), services.Options.PageSize);
    }

    /// <summary>The consumer's qualified name.</summary>
    public string Name => _consumer.Name;

    /// <summary>How far it has come.</summary>
    public ConsumerProgress Progress { get; }

    /// <summary>Completes when it has ended, for whatever reason.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>The lease that it works under; null for a consumer that every process has for itself.</summary>
    public LeasedCursor? Lease => _cursor as LeasedCursor;

    public void Start() => Ended = Task.Run(Run);

    /// <summary>Ends it: between two events if these end in time, else in the middle of one, whose writes are given up.</summary>
    public async Task Stop(TimeSpan patience)
    {
        await _stopping.CancelAsync();
        await Ended.WaitAsync(patience, _services.Clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _aborting.CancelAsync();
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _aborting.Dispose();
    }

    private async Task Run()
    {
        var failures = 0;
        await Wait(_cursor.FirstPause);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var outcome = await GoOn();
                failures = 0;
                if (outcome.Halted is not null)
                {
                    return;
                }

                if (outcome.Pause is { } pause)
                {
                    await Wait(pause);
                }
            }
            catch (FencedException)
            {
                ConsumerLog.Lost(_services.Logger, _consumer.Name);
                if (!_stop.IsCancellationRequested)
                {
                    _services.Telemetry.CountLost(_consumer.Name);
                }

                return;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Nothing of the handlers' own: the database does not answer. That is nobody's failure, so nobody counts it.
                ConsumerLog.Interrupted(_services.Logger, exception, _consumer.Name);
                _page = null;
                await Wait(RetryPause.Of(++failures, FirstRetry, LastRetry, Random.Shared));
            }
        }
    }

    private async Task<WorkOutcome> GoOn()
    {
        var page = _page is { } rest && rest.Until.Value > _worker.Reached.Value
            ? rest.Behind(_worker.Reached)
            : await _reader.Read(_worker.Reached, _stop);
        if (page.Until.Value <= _worker.Reached.Value)
        {
            _page = null;
            await AwaitMore();
            return WorkOutcome.GoOn;
        }

        _page = page;
        await _slots.WaitAsync(_stop);
        try
        {
            return await _worker.Work(page, _stop, _abort);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>At the end of the log. A place that was reached by passing over others' events is written down once, a little later.</summary>
    private async Task AwaitMore()
    {
        Progress.Face(null);
        var more = _feed.Wait(_worker.Reached, _stop);
        if (!_worker.IsStored)
        {
            await Task.WhenAny(more, Task.Delay(ConsumerWorker.StoreInterval, _stop));
            if (!more.IsCompleted && !_stop.IsCancellationRequested)
            {
                await _worker.StoreCursor(_abort);
            }
        }

        await more;
    }

    private Task Wait(TimeSpan pause) => pause > TimeSpan.Zero
        ? Task.Delay(pause, _services.Clock, _stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
        : Task.CompletedTask;
}
