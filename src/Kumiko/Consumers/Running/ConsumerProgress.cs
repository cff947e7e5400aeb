namespace Kumiko;

/// <summary>How far a consumer has come in this process, for those who wait for it.</summary>
internal sealed class ConsumerProgress(EventPosition start)
{
    private readonly Lock _gate = new();
    private long _reached = start.Value;
    private long _failures;
    private long _skipped;
    private long _facing;
    private TaskCompletionSource? _moved;

    /// <summary>Up to where everything is done.</summary>
    public EventPosition Reached => new(Volatile.Read(ref _reached));

    /// <summary>How many attempts have failed.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>How many events were passed over.</summary>
    public long Skipped => Volatile.Read(ref _skipped);

    /// <summary>Notes when the next event was recorded; null when there is none.</summary>
    public void Face(DateTimeOffset? recordedAt) => Volatile.Write(ref _facing, recordedAt?.UtcTicks ?? 0);

    /// <summary>How old the event is that is being dealt with; zero for none.</summary>
    public TimeSpan Age(DateTimeOffset now) =>
        Volatile.Read(ref _facing) is > 0 and var facing && now.UtcTicks > facing ? TimeSpan.FromTicks(now.UtcTicks - facing) : TimeSpan.Zero;

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
