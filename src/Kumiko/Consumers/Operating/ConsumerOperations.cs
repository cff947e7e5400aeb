using Kumiko.Storage;

namespace Kumiko;

/// <summary>What operators can do with consumers. Every change raises the fence, so whoever works for the consumer stops and takes it anew.</summary>
internal sealed class ConsumerOperations(Registry registry, Func<ConsumerServices> services, Action changed)
{
    private Store Store => services().Store;

    /// <summary>How all consumers with a cursor stand. Lags are counted in the database, so ask now and then, not all the time.</summary>
    public async Task<IReadOnlyList<ConsumerReport>> Report(CancellationToken cancellation)
    {
        var letters = await Store.Consumers.CountDeadLetters(cancellation);
        var reports = new List<ConsumerReport>();
        await using var session = Store.NewSession();
        foreach (var state in await Store.Consumers.Read(cancellation))
        {
            // A cursor that no feature declares any more has no events of its own; it only stands in the way of pruning.
            var open = Find(state.Key) is { } consumer ? new LogQuery { After = state.Position, Types = consumer.EventTypes } : null;
            var next = open is null ? [] : await session.ReadLog(open with { Limit = 1 }, cancellation);
            reports.Add(new ConsumerReport
            {
                State = state,
                LagEvents = next.Count == 0 ? 0 : await session.CountLog(open!, cancellation),
                Lag = next.Count == 0 ? TimeSpan.Zero : services().Clock.GetUtcNow() - next[0].CreatedAt,
                DeadLetters = letters.GetValueOrDefault(state.Key.Name),
            });
        }

        return reports;
    }

    /// <summary>Stops a consumer until it is resumed, over restarts too.</summary>
    public Task Pause(string consumer, CancellationToken cancellation) =>
        Change(consumer, new ConsumerChange { Status = ConsumerStatus.Paused }, cancellation);

    /// <summary>Lets a consumer go on that was paused or has failed: the event that it stopped at is tried anew.</summary>
    public Task Resume(string consumer, CancellationToken cancellation) =>
        Change(consumer, new ConsumerChange { Status = ConsumerStatus.Active }, cancellation);

    /// <summary>Passes over the next event, and lets the consumer go on behind it.</summary>
    /// <returns>The event that it will not see; null when there is none left.</returns>
    public async Task<StoredEvent?> Skip(string consumer, CancellationToken cancellation)
    {
        var definition = Declared(consumer);
        var state = await StateOf(definition, cancellation);
        await using var session = Store.NewSession();
        var next = await session.ReadLog(new LogQuery { After = state.Position, Types = definition.EventTypes, Limit = 1 }, cancellation);
        if (next.Count == 0)
        {
            return null;
        }

        await Change(consumer, new ConsumerChange { Status = ConsumerStatus.Active, Position = next[0].Position }, cancellation);
        return next[0];
    }

    /// <summary>Lets a consumer without a table go back: it sees the events behind the position again.</summary>
    /// <exception cref="UnprocessableException">It has a table, which would count the events twice; that one has to be rebuilt.</exception>
    public Task Rewind(string consumer, EventPosition position, CancellationToken cancellation) => Declared(consumer).Table is null
        ? Change(consumer, new ConsumerChange { Position = position }, cancellation)
        : throw new UnprocessableException("consumer_has_table", $"'{consumer}' has a table, which would count events twice. Rebuild it instead.");

    /// <summary>Delivers a dead letter again. When the handler succeeds, its writes and the end of the letter are one.</summary>
    /// <exception cref="NotFoundException">There is no such letter, or its event or its consumer is gone.</exception>
    public async Task Replay(Guid letter, CancellationToken cancellation)
    {
        var letters = await Store.Consumers.ReadDeadLetters(new DeadLetterQuery { Id = letter, Limit = 1 }, cancellation);
        var found = letters.Count > 0 ? letters[0] : throw new NotFoundException("dead-letter", letter.ToString());
        await using var session = Store.NewSession();
        var events = await session.ReadLog(
            new LogQuery { After = new EventPosition(found.Position.Value - 1), Until = found.Position, Limit = 1 }, cancellation);
        var stored = events.Count > 0 ? events[0] : throw new NotFoundException("event", found.Position.ToString());
        await new DeadLetterReplay(services(), changed).Run(Declared(found.Consumer), found, stored, cancellation);
    }

    private async Task Change(string consumer, ConsumerChange change, CancellationToken cancellation)
    {
        _ = await Store.Consumers.Change(new ConsumerKey(consumer), change, cancellation) ?? throw new NotFoundException("consumer", consumer);
        changed();
    }

    private ConsumerDefinition? Find(ConsumerKey key) => registry.Consumers.FirstOrDefault(c => c.Name == key.Name);

    private ConsumerDefinition Declared(string consumer) => Find(new ConsumerKey(consumer)) ?? throw new NotFoundException("consumer", consumer);

    private async Task<ConsumerState> StateOf(ConsumerDefinition consumer, CancellationToken cancellation) =>
        (await Store.Consumers.Read(cancellation)).FirstOrDefault(state => state.Key.Name == consumer.Name)
            ?? throw new NotFoundException("consumer", consumer.Name);
}
