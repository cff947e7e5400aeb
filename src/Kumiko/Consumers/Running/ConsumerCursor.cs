using Kumiko.Storage;

namespace Kumiko;

/// <summary>How far a consumer has come, in the place where that is kept.</summary>
internal abstract class ConsumerCursor
{
    /// <summary>What is kept.</summary>
    public EventPosition Stored { get; protected set; }

    /// <summary>How often the next event was tried in vain.</summary>
    public int Attempts { get; protected set; }

    /// <summary>How long to wait before the next event is tried, counted from when the cursor was made.</summary>
    public TimeSpan FirstPause { get; protected init; }

    /// <summary>What moves it, in the batch of the work that was done; null where it is only in memory.</summary>
    public abstract WriteOperation? MoveTo(EventPosition position);

    /// <summary>The batch was committed.</summary>
    public void Moved(EventPosition position)
    {
        Stored = position;
        Attempts = 0;
    }

    /// <summary>Keeps a failed attempt.</summary>
    /// <exception cref="FencedException">The consumer has changed hands.</exception>
    public virtual Task Failed(ConsumerFailure failure, CancellationToken cancellation)
    {
        Attempts = failure.Attempts;
        return Task.CompletedTask;
    }
}

/// <summary>A cursor that each process has for itself, and forgets.</summary>
internal sealed class MemoryCursor : ConsumerCursor
{
    public MemoryCursor(EventPosition start) => Stored = start;

    public override WriteOperation? MoveTo(EventPosition position) => null;
}

/// <summary>A cursor in the database, held by lease.</summary>
internal class LeasedCursor : ConsumerCursor
{
    private readonly ConsumerDirectory _directory;

    /// <param name="directory">Keeps it.</param>
    /// <param name="state">How it was found when the lease was taken.</param>
    /// <param name="fence">What proves the lease.</param>
    public LeasedCursor(ConsumerDirectory directory, ConsumerState state, long fence)
    {
        _directory = directory;
        Key = state.Key;
        Fence = fence;
        Stored = state.Position;
        Attempts = state.Attempts;

        // Both instants are the database's, or close: what is left of a pause that another node began.
        FirstPause = state.NextAttemptAt is { } next && next > TimeProvider.System.GetUtcNow() ? next - TimeProvider.System.GetUtcNow() : TimeSpan.Zero;
    }

    public ConsumerKey Key { get; }

    public long Fence { get; }

    public override WriteOperation MoveTo(EventPosition position) => new WriteOperation.MoveCursor(Key, Fence, Stored, position);

    public override async Task Failed(ConsumerFailure failure, CancellationToken cancellation)
    {
        if (!await _directory.RecordFailure(Key, Fence, failure, cancellation))
        {
            throw new FencedException();
        }

        Attempts = failure.Attempts;
    }
}
