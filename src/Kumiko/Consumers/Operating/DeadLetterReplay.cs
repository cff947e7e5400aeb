using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// Delivers a dead letter's event again. Meanwhile the consumer is held, so that it cannot change the same rows at the same time; its cursor
/// stays where it is.
/// </summary>
internal sealed class DeadLetterReplay(ConsumerServices services, Action changed)
{
    private const int Attempts = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    public async Task Run(ConsumerDefinition consumer, DeadLetter letter, StoredEvent stored, CancellationToken cancellation)
    {
        if (consumer.Delivery == Delivery.PerInstance)
        {
            await Deliver(consumer, letter, stored, null, cancellation);
            return;
        }

        var (key, fence) = (new ConsumerKey(consumer.Name), await Hold(consumer, cancellation));
        try
        {
            var state = (await services.Store.Consumers.Read(cancellation)).Single(s => s.Key == key);
            await Deliver(consumer, letter, stored, new LeasedCursor(services.Store.Consumers, state, fence).MoveTo(state.Position), cancellation);
        }
        finally
        {
            await services.Store.Consumers.Release(key, fence, CancellationToken.None);
            changed();
        }
    }

    /// <summary>Takes the consumer away from whoever has it.</summary>
    private async Task<long> Hold(ConsumerDefinition consumer, CancellationToken cancellation)
    {
        var key = new ConsumerKey(consumer.Name);
        for (var attempt = 1; ; attempt++)
        {
            await services.Store.Consumers.Change(key, new ConsumerChange(), cancellation);
            if (await services.Store.Consumers.TryTake(key, $"replay-{Guid.NewGuid():N}", services.Options.LeaseTime, cancellation) is { } fence)
            {
                return fence;
            }

            if (attempt == Attempts)
            {
                throw new ConflictException("consumer_busy", $"'{consumer.Name}' could not be held for the replay. Try again.");
            }

            await Task.Delay(Patience, cancellation);
        }
    }

    private async Task Deliver(ConsumerDefinition consumer, DeadLetter letter, StoredEvent stored, WriteOperation? hold, CancellationToken cancellation)
    {
        await using var unit = new UnitOfWork(services.Store.NewSession());
        await services.ApplyFor(consumer).Run(stored, letter.Attempts + 1, unit, cancellation);
        unit.Add(new WriteOperation.RemoveDeadLetter(letter.Id));
        if (hold is not null)
        {
            unit.Add(hold);
        }

        try
        {
            await unit.Commit(cancellation);
        }
        catch (FencedException)
        {
            throw new ConflictException("dead_letter_gone", "The dead letter was replayed by somebody else, or the consumer was taken away. Look again.");
        }
    }
}
