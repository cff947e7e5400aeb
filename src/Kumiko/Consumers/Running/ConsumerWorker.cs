using Kumiko.Storage;
using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <summary>
/// Works off pages for one consumer, and deals with what fails: order is never broken. A page that fails is done in smaller parts until the event
/// that is to blame stands alone; that one is tried again by the consumer's policy.
/// </summary>
internal sealed class ConsumerWorker(
    ConsumerDefinition consumer, FailurePolicy policy, ConsumerCursor cursor, PageApply apply, ConsumerProgress progress, ConsumerServices services)
{
    /// <summary>How often a page is done again at once when it met others who write to the same records.</summary>
    private const int QuickAttempts = 6;

    /// <summary>How long the place of a consumer that skips over events of others may lag behind in the database.</summary>
    public static readonly TimeSpan StoreInterval = TimeSpan.FromSeconds(1);

    private const int LongestError = 4000;

    /// <summary>With an attempt behind it, the next event comes alone: it is the suspect.</summary>
    private int _limit = cursor.Attempts > 0 ? 1 : apply.Limit;
    private int _quickAttempts;
    private long _lastStored = services.Clock.GetTimestamp();

    /// <summary>Up to where everything is done.</summary>
    public EventPosition Reached { get; private set; } = cursor.Stored;

    /// <summary>Whether the place is kept as it is.</summary>
    public bool IsStored => cursor.Stored == Reached;

    /// <summary>Works off a page, or its first part.</summary>
    public async Task<WorkOutcome> Work(LogPage page, CancellationToken stop, CancellationToken abort)
    {
        if (page.Events.Count == 0)
        {
            Advance(page.Until);
            if (services.Clock.GetElapsedTime(_lastStored) >= StoreInterval)
            {
                await StoreCursor(abort);
            }

            return WorkOutcome.GoOn;
        }

        var part = page.Events.Count <= _limit ? page : new LogPage(page.After, page.Events[_limit - 1].Position, page.Events[.._limit]);
        progress.Face(part.Events[0].CreatedAt);
        var result = await services.Telemetry.Page(consumer.Name, part, () => apply.Run(part, cursor, stop, abort));
        if (result.Until is { } until)
        {
            Advance(until);
            _lastStored = services.Clock.GetTimestamp();
            _quickAttempts = 0;
            _limit = Math.Min(2 * _limit, apply.Limit);
        }

        return result.Failure is null ? WorkOutcome.GoOn : await Narrow(part.Behind(Reached), result.Failure with
        {
            Index = result.Until is null ? result.Failure.Index : 0,
        }, abort);
    }

    /// <summary>Writes down how far it has come.</summary>
    public async Task StoreCursor(CancellationToken cancellation)
    {
        _lastStored = services.Clock.GetTimestamp();
        if (!IsStored && cursor.MoveTo(Reached) is { } move)
        {
            await Execute([move], cancellation);
        }

        cursor.Moved(Reached);
    }

    private void Advance(EventPosition position)
    {
        Reached = position;
        progress.Advance(position);
    }

    /// <summary>Takes smaller parts until it is clear which event it is.</summary>
    private async Task<WorkOutcome> Narrow(LogPage part, PageFailure failure, CancellationToken abort)
    {
        if (IsContention(failure.Exception) && ++_quickAttempts < QuickAttempts)
        {
            return WorkOutcome.After(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 << _quickAttempts)));
        }

        _quickAttempts = 0;
        switch (failure.Index)
        {
            case 0:
                _limit = 1;
                return await Fail(part.Events[0], failure.Exception, abort);
            case { } index:
                _limit = index;
                return WorkOutcome.GoOn;
            default:
                _limit = Math.Max(1, part.Events.Count / 2);
                return WorkOutcome.GoOn;
        }
    }

    private async Task<WorkOutcome> Fail(StoredEvent stored, Exception exception, CancellationToken abort)
    {
        progress.CountFailure();
        services.Telemetry.CountFailure(consumer.Name);
        var attempts = cursor.Attempts + 1;
        var isUnreadable = IsUnreadable(exception);
        if (!isUnreadable && attempts < policy.Attempts)
        {
            var pause = RetryPause.Of(attempts, policy.FirstPause, policy.LongestPause, Random.Shared);
            ConsumerLog.Failed(services.Logger, exception, consumer.Name, stored.Position, attempts, pause);
            await cursor.Failed(new ConsumerFailure(Describe(exception), attempts, pause, ConsumerStatus.Active), abort);
            return WorkOutcome.After(pause);
        }

        switch (isUnreadable ? policy.Unreadable ?? policy.Then : policy.Then)
        {
            case FailureAction.Pause:
                ConsumerLog.Halted(services.Logger, exception, consumer.Name, stored.Position, attempts);
                await cursor.Failed(new ConsumerFailure(Describe(exception), attempts, TimeSpan.Zero, ConsumerStatus.Failed), abort);
                return WorkOutcome.Stop(exception);
            case FailureAction.DeadLetter:
                ConsumerLog.DeadLettered(services.Logger, exception, consumer.Name, stored.Position, attempts);
                await PassOver(stored, new WriteOperation.AddDeadLetter(LetterOf(stored, exception, attempts, isUnreadable)), abort);
                services.Telemetry.CountDeadLetter(consumer.Name);
                return WorkOutcome.GoOn;
            default:
                ConsumerLog.Skipped(services.Logger, exception, consumer.Name, stored.Position, attempts);
                await PassOver(stored, null, abort);
                progress.CountSkipped();
                return WorkOutcome.GoOn;
        }
    }

    private async Task PassOver(StoredEvent stored, WriteOperation? letter, CancellationToken abort)
    {
        List<WriteOperation> operations = letter is null ? [] : [letter];
        if (cursor.MoveTo(stored.Position) is { } move)
        {
            operations.Add(move);
        }

        await Execute(operations, abort);
        cursor.Moved(stored.Position);
        Advance(stored.Position);
    }

    private async Task Execute(List<WriteOperation> operations, CancellationToken cancellation)
    {
        if (operations.Count > 0)
        {
            await using var session = services.Store.NewSession();
            await session.Execute(operations, cancellation);
        }
    }

    private DeadLetter LetterOf(StoredEvent stored, Exception exception, int attempts, bool isUnreadable) => new()
    {
        Id = services.Ids.Next(),
        Consumer = consumer.Name,
        Position = stored.Position,
        Stream = stored.Stream,
        Version = stored.Version,
        EventType = stored.Type,
        Reason = isUnreadable ? DeadLetterReason.Migration : DeadLetterReason.Handler,
        Error = Describe(exception),
        Attempts = attempts,
        CreatedAt = Instants.ToMilliseconds(services.Clock.GetUtcNow()),
    };

    private static bool IsContention(Exception exception) => exception is TransientStoreException or StreamConflictException or VersionConflictException;

    private static bool IsUnreadable(Exception exception) => exception is EventMigrationException;

    private static string Describe(Exception exception)
    {
        var text = exception.ToString();
        return text.Length <= LongestError ? text : text[..LongestError];
    }
}
