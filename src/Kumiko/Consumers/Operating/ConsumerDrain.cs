using System.Runtime.ExceptionServices;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// Runs consumers in the caller's own flow, without lanes, threads or pauses, until nothing is left to do: for tests. Each event is tried
/// once; then the consumer's policy says whether the failure is thrown.
/// </summary>
internal sealed class ConsumerDrain(Registry registry, ConsumerServices services)
{
    private readonly Dictionary<string, MemoryCursor> _perInstance = [];
    private readonly string _node = $"drain-{Guid.NewGuid():N}";

    /// <summary>Lets consumers that every process has for itself begin at the end of the log.</summary>
    public async Task Start(CancellationToken cancellation)
    {
        foreach (var consumer in registry.Consumers.Where(c => c.Delivery == Delivery.PerInstance))
        {
            _perInstance[consumer.Name] = new MemoryCursor(await EndOfLog(EventPosition.Start, cancellation));
        }
    }

    /// <summary>Works until no consumer has anything left, whatever they append meanwhile.</summary>
    /// <exception cref="InvalidOperationException">Another process, or the host of this one, works for a consumer.</exception>
    public async Task Run(CancellationToken cancellation)
    {
        var reached = EventPosition.Start;
        while (await EndOfLog(reached, cancellation) is var end && end.Value > reached.Value)
        {
            foreach (var consumer in registry.Consumers)
            {
                await (consumer.Delivery == Delivery.Shared ? RunShared(consumer, end, cancellation) : RunTo(end, consumer, _perInstance[consumer.Name], cancellation));
            }

            reached = end;
        }
    }

    private async Task RunShared(ConsumerDefinition consumer, EventPosition end, CancellationToken cancellation)
    {
        var key = new ConsumerKey(consumer.Name);
        var fence = await services.Store.Consumers.TryTake(key, _node, TimeSpan.FromMinutes(1), cancellation)
            ?? throw new InvalidOperationException($"'{consumer.Name}' runs elsewhere. Stop the other host before consumers are drained here.");
        try
        {
            var state = (await services.Store.Consumers.Read(cancellation)).Single(s => s.Key == key);
            if (state.Status == ConsumerStatus.Active)
            {
                await RunTo(end, consumer, new DrainedCursor(services.Store.Consumers, state, fence), cancellation);
            }
        }
        finally
        {
            await services.Store.Consumers.Release(key, fence, CancellationToken.None);
        }
    }

    private async Task RunTo(EventPosition end, ConsumerDefinition consumer, ConsumerCursor cursor, CancellationToken cancellation)
    {
        var progress = new ConsumerProgress(cursor.Stored);
        var worker = new ConsumerWorker(consumer, consumer.Failure with { Attempts = 1 }, cursor, services.ApplyFor(consumer), progress, services);
        while (worker.Reached.Value < end.Value)
        {
            var outcome = await worker.Work(await Page(worker.Reached, end, consumer, cancellation), CancellationToken.None, cancellation);
            if (outcome.Halted is { } failure)
            {
                ExceptionDispatchInfo.Throw(failure);
            }
        }

        await worker.StoreCursor(cancellation);
    }

    private async Task<LogPage> Page(EventPosition after, EventPosition end, ConsumerDefinition consumer, CancellationToken cancellation)
    {
        await using var session = services.Store.NewSession();
        var limit = services.Options.PageSize;
        var events = await session.ReadLog(new LogQuery { After = after, Until = end, Types = consumer.EventTypes, Limit = limit }, cancellation);
        return new LogPage(after, events.Count < limit ? end : events[^1].Position, (StoredEvent[])[.. events]);
    }

    private async Task<EventPosition> EndOfLog(EventPosition proven, CancellationToken cancellation)
    {
        await using var reader = services.Store.OpenLog(proven);
        return await reader.SkipToEnd(cancellation);
    }

    /// <summary>A failure is thrown to the test, and not kept: the next drain tries again.</summary>
    private sealed class DrainedCursor(ConsumerDirectory directory, ConsumerState state, long fence) : LeasedCursor(directory, state, fence)
    {
        public override Task Failed(ConsumerFailure failure, CancellationToken cancellation) => Task.CompletedTask;
    }
}
