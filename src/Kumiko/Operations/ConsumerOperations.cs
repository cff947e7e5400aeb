using Kumiko.Storage;

namespace Kumiko;

/// <summary>What operators can do with consumers. Every change raises the fence, so whoever works for the consumer stops and takes it anew.</summary>
public sealed class ConsumerOperations
{
    /// <summary>How many dead letters are delivered again at once.</summary>
    private const int LettersAtOnce = 10_000;

    private readonly Registry _registry;
    private readonly Func<ConsumerServices> _services;
    private readonly Action _changed;

    internal ConsumerOperations(Registry registry, Func<ConsumerServices> services, Action changed)
    {
        _registry = registry;
        _services = services;
        _changed = changed;
    }

    private Store Store => _services().Store;

    /// <summary>
    /// How all consumers with a cursor stand; those that every process has for itself have none. Lags are counted in the database, so ask now
    /// and then, not all the time.
    /// </summary>
    public async Task<IReadOnlyList<ConsumerReport>> Report(CancellationToken cancellation = default)
    {
        var letters = await Store.Consumers.CountDeadLetters(cancellation);
        var reports = new List<ConsumerReport>();
        await using var session = Store.NewSession();
        foreach (var state in await Store.Consumers.Read(cancellation))
        {
            // A cursor that no feature declares any more has no events of its own; it only stands in the way of pruning.
            var consumer = Find(state.Key.Name);
            var open = consumer is null ? null : new LogQuery { After = state.Position, Types = consumer.EventTypes };
            var next = open is null ? [] : await session.ReadLog(open with { Limit = 1 }, cancellation);
            reports.Add(new ConsumerReport
            {
                Name = state.Key.Name,
                Feature = consumer?.Feature.Name,
                HasTable = consumer?.Table is not null,
                Delivery = consumer?.Delivery,
                Lane = consumer?.Lane,
                Status = state.Status,
                Position = state.Position,
                LagEvents = next.Count == 0 ? 0 : await session.CountLog(open!, cancellation),
                Lag = next.Count == 0 ? TimeSpan.Zero : Since(next[0].CreatedAt),
                Attempts = state.Attempts,
                NextAttemptAt = state.NextAttemptAt,
                LastError = state.LastError,
                DeadLetters = letters.GetValueOrDefault(state.Key.Name),
                Owner = state.Owner,
                IsLeased = state.IsLeased,
                UpdatedAt = state.UpdatedAt,
            });
        }

        return reports;
    }

    /// <summary>Which consumers could not go on, or are too far behind, as sentences; for readiness checks. Counts nothing, so it is cheap.</summary>
    /// <param name="longestLag">How old the next event of a consumer may be; null for any age.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IReadOnlyList<string>> Problems(TimeSpan? longestLag = null, CancellationToken cancellation = default)
    {
        var problems = new List<string>();
        await using var session = Store.NewSession();
        foreach (var state in await Store.Consumers.Read(cancellation))
        {
            if (Find(state.Key.Name) is not { } consumer)
            {
                continue;
            }

            if (state.Status == ConsumerStatus.Failed)
            {
                problems.Add($"'{consumer.Name}' has failed at the event behind {state.Position} and waits for an operator.");
            }
            else if (longestLag is { } longest && state.Status == ConsumerStatus.Active
                && await session.ReadLog(new LogQuery { After = state.Position, Types = consumer.EventTypes, Limit = 1 }, cancellation) is [var next]
                && Since(next.CreatedAt) is var lag && lag > longest)
            {
                problems.Add($"'{consumer.Name}' is {lag:c} behind.");
            }
        }

        return problems;
    }

    /// <summary>Stops a consumer until it is resumed, over restarts too.</summary>
    /// <exception cref="NotFoundException">There is no such consumer.</exception>
    public Task Pause(string consumer, CancellationToken cancellation = default) =>
        Change(consumer, new ConsumerChange { Status = ConsumerStatus.Paused }, cancellation);

    /// <summary>Lets a consumer go on that was paused or has failed: the event that it stopped at is tried anew.</summary>
    /// <exception cref="NotFoundException">There is no such consumer.</exception>
    public Task Resume(string consumer, CancellationToken cancellation = default) =>
        Change(consumer, new ConsumerChange { Status = ConsumerStatus.Active }, cancellation);

    /// <summary>Passes over the next event, and lets the consumer go on behind it.</summary>
    /// <param name="consumer">The qualified name.</param>
    /// <param name="expected">The event that is meant: another one is not passed over. Null for whichever is the next.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The event that it will not see; null when there is none left.</returns>
    /// <exception cref="NotFoundException">There is no such consumer.</exception>
    /// <exception cref="ConflictException">The next event is another one.</exception>
    public async Task<StoredEvent?> Skip(string consumer, EventPosition? expected = null, CancellationToken cancellation = default)
    {
        var definition = Declared(consumer);
        var state = await StateOf(definition, cancellation);
        await using var session = Store.NewSession();
        var next = await session.ReadLog(new LogQuery { After = state.Position, Types = definition.EventTypes, Limit = 1 }, cancellation);
        var found = next.Count > 0 ? next[0] : null;
        if (expected is not null && found?.Position != expected)
        {
            throw new ConflictException(
                "consumer_moved_on", $"The next event of '{consumer}' is not the one at {expected}. Look again.", new Dictionary<string, object?> { ["next"] = found?.Position.ToString() });
        }

        if (found is not null)
        {
            await Change(consumer, new ConsumerChange { Status = ConsumerStatus.Active, Position = found.Position }, cancellation);
        }

        return found;
    }

    /// <summary>Lets a consumer without a table go back: it sees the events behind the position again.</summary>
    /// <exception cref="NotFoundException">There is no such consumer.</exception>
    /// <exception cref="UnprocessableException">
    /// It has a table, which would count the events twice; that one has to be rebuilt. Or it has not come so far: what it has not seen can only be
    /// skipped.
    /// </exception>
    public async Task Rewind(string consumer, EventPosition position, CancellationToken cancellation = default)
    {
        var definition = Declared(consumer);
        if (definition.Table is not null)
        {
            throw new UnprocessableException("consumer_has_table", $"'{consumer}' has a table, which would count events twice. Rebuild it instead.");
        }

        if (position.Value < 0 || position.Value > (await StateOf(definition, cancellation)).Position.Value)
        {
            throw new UnprocessableException("rewind_goes_forward", $"'{consumer}' has not come to {position}. It can only go back; skip events that it shall not see.");
        }

        await Change(consumer, new ConsumerChange { Position = position }, cancellation);
    }

    /// <summary>Reads dead letters, oldest first.</summary>
    public Task<IReadOnlyList<DeadLetter>> DeadLetters(DeadLetterQuery? query = null, CancellationToken cancellation = default) =>
        Store.Consumers.ReadDeadLetters(query ?? new DeadLetterQuery(), cancellation);

    /// <summary>Delivers a dead letter again. When the handler succeeds, its writes and the end of the letter are one.</summary>
    /// <exception cref="NotFoundException">There is no such letter, or its event or its consumer is gone.</exception>
    /// <exception cref="ConflictException">The consumer could not be held, or somebody else was quicker.</exception>
    /// <exception cref="UnprocessableException">The handler failed again; the letter stays.</exception>
    public async Task Replay(Guid letter, CancellationToken cancellation = default)
    {
        var letters = await DeadLetters(new DeadLetterQuery { Id = letter, Limit = 1 }, cancellation);
        await Replay(letters.Count > 0 ? letters[0] : throw new NotFoundException("dead-letter", letter.ToString()), cancellation);
    }

    /// <summary>Delivers all dead letters of a consumer again, oldest first. What fails again stays, and the others go on.</summary>
    /// <exception cref="NotFoundException">There is no such consumer.</exception>
    public async Task<ReplayResult> ReplayAll(string consumer, CancellationToken cancellation = default)
    {
        _ = Declared(consumer);
        var replayed = 0;
        var failures = new List<ReplayFailure>();
        foreach (var letter in await DeadLetters(new DeadLetterQuery { Consumer = consumer, Limit = LettersAtOnce }, cancellation))
        {
            try
            {
                await Replay(letter, cancellation);
                replayed++;
            }
            catch (KumikoException failure)
            {
                failures.Add(new ReplayFailure(letter.Id, failure.Message));
            }
        }

        return new ReplayResult(replayed, failures);
    }

    private async Task Replay(DeadLetter letter, CancellationToken cancellation)
    {
        await using var session = Store.NewSession();
        var events = await session.ReadLog(
            new LogQuery { After = new EventPosition(letter.Position.Value - 1), Until = letter.Position, Limit = 1 }, cancellation);
        var stored = events.Count > 0 ? events[0] : throw new NotFoundException("event", letter.Position.ToString());
        try
        {
            await new DeadLetterReplay(_services(), _changed).Run(Declared(letter.Consumer), letter, stored, cancellation);
        }
        catch (Exception failure) when (failure is not ConflictException and not NotFoundException && !cancellation.IsCancellationRequested)
        {
            throw new UnprocessableException("replay_failed", $"'{letter.Consumer}' failed again: {failure.Message}");
        }
    }

    private TimeSpan Since(DateTimeOffset instant)
    {
        var time = _services().Clock.GetUtcNow() - instant;
        return time > TimeSpan.Zero ? time : TimeSpan.Zero;
    }

    private async Task Change(string consumer, ConsumerChange change, CancellationToken cancellation)
    {
        _ = await Store.Consumers.Change(new ConsumerKey(consumer), change, cancellation) ?? throw new NotFoundException("consumer", consumer);
        _changed();
    }

    private ConsumerDefinition? Find(string name) => _registry.Consumers.FirstOrDefault(c => c.Name == name);

    private ConsumerDefinition Declared(string consumer) => Find(consumer) ?? throw new NotFoundException("consumer", consumer);

    private async Task<ConsumerState> StateOf(ConsumerDefinition consumer, CancellationToken cancellation) =>
        (await Store.Consumers.Read(cancellation)).FirstOrDefault(state => state.Key.Name == consumer.Name)
            ?? throw new NotFoundException("consumer", consumer.Name);
}
