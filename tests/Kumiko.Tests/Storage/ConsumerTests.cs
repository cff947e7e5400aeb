using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

/// <summary>What the specifications of consumers share.</summary>
public abstract class ConsumerTests(StoreFixture fixture) : StoreTests(fixture)
{
    /// <summary>Long enough for every test.</summary>
    protected static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private static int _consumers;

    protected ConsumerDirectory Consumers => Store.Consumers;

    /// <summary>A node that no other test knows.</summary>
    protected string Node { get; } = $"node-{Guid.CreateVersion7()}";

    protected static ConsumerKey NewConsumer() => new($"tests:projection:consumer-{Interlocked.Increment(ref _consumers)}");

    protected async Task<ConsumerState> Read(ConsumerKey consumer) => (await Consumers.Read()).Single(c => c.Key == consumer);

    protected async Task<long> Take(ConsumerKey consumer, string? node = null, Func<Task>? after = null)
    {
        await (after?.Invoke() ?? Task.CompletedTask);
        return (await Consumers.TryTake(consumer, node ?? Node, Long)).ShouldNotBeNull();
    }

    /// <summary>A consumer that is registered at the start of the log and held by <see cref="Node"/>.</summary>
    protected async Task<(ConsumerKey Consumer, long Fence)> Taken()
    {
        var consumer = NewConsumer();
        await Consumers.Register([consumer], EventPosition.Start);
        return (consumer, await Take(consumer));
    }

    protected static WriteOperation.MoveCursor Move(ConsumerKey consumer, long fence, long from, long to) =>
        new(consumer, fence, new EventPosition(from), new EventPosition(to));

    /// <summary>Waits for something that time brings about.</summary>
    protected static async Task Until(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await isSo())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
