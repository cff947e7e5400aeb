using System.Collections.Concurrent;

namespace Kumiko;

/// <summary>The consumers that run in this process.</summary>
internal sealed class ProgressBoard
{
    private readonly ConcurrentDictionary<string, ConsumerProgress> _running = [];

    /// <summary>How far a consumer has come here; null when it runs elsewhere, or nowhere.</summary>
    public ConsumerProgress? Find(string consumer) => _running.GetValueOrDefault(consumer);

    /// <summary>All that run here.</summary>
    public IEnumerable<KeyValuePair<string, ConsumerProgress>> All => _running;

    public void Add(string consumer, ConsumerProgress progress) => _running[consumer] = progress;

    public void Remove(string consumer, ConsumerProgress progress) => _running.TryRemove(KeyValuePair.Create(consumer, progress));
}
