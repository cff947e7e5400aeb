namespace Kumiko.Storage;

/// <summary>
/// Follows the log without loss: an event is returned only when nothing can appear before it any more. Several readers, in one process or
/// in many, do not disturb each other. Not safe for concurrent use.
/// </summary>
public abstract class LogReader : IAsyncDisposable
{
    /// <summary>
    /// The reader's place: whatever the log will ever hold up to here can be read now. It is where the reader was opened, or the position of
    /// an event, so that every other reader reaches it.
    /// </summary>
    public abstract EventPosition Position { get; }

    /// <summary>
    /// How long the reader has been kept from going on by a transaction that may still commit an event; zero when it is not. While it is not
    /// zero, look again soon: nobody tells when that transaction is rolled back.
    /// </summary>
    public abstract TimeSpan GapAge { get; }

    /// <summary>Returns the next events and moves behind them; none when there are none that are final.</summary>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public abstract Task<IReadOnlyList<StoredEvent>> Read(int limit, CancellationToken cancellation = default);

    /// <summary>Moves to the last event that is final, without reading the events.</summary>
    public abstract Task<EventPosition> SkipToEnd(CancellationToken cancellation = default);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
