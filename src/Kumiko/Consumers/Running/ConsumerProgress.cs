namespace Kumiko;

/// <summary>How far a consumer has come in this process, for those who wait for it.</summary>
internal sealed class ConsumerProgress(EventPosition start)
{
    private readonly Lock _gate = new();
    private long _reached = start.Value;
    private long _failures;
    private long _skipped;
    private TaskCompletionSource? _moved;

    /// <summary>Up to where everything is done.</summary>
    public EventPosition Reached => new(Volatile.Read(ref _reached));

    /// <summary>How many attempts have failed.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>How many events were passed over.</summary>
    public long Skipped => Volatile.Read(ref _skipped);

    public void CountFailure() => Interlocked.Increment(ref _failures);

    public void CountSkipped() => Interlocked.Increment(ref _skipped);

    public void Advance(EventPosition position)
    {
        TaskCompletionSource? moved;
        lock (_gate)
        {
            Volatile.Write(ref _reached, position.Value);
            moved = _moved;
            _moved = null;
        }

        moved?.SetResult();
    }

    /// <summary>Completes when the consumer has moved on from before a position.</summary>
    public Task MovedTowards(EventPosition position)
    {
        lock (_gate)
        {
            return _reached >= position.Value
                ? Task.CompletedTask
                : (_moved ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
