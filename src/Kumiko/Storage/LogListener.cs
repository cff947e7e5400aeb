namespace Kumiko.Storage;

/// <summary>Tells when the log may have grown.</summary>
public abstract class LogListener : IAsyncDisposable
{
    /// <summary>
    /// Completes when events may have been committed since the last call completed: by this process at once, by others as soon as the
    /// database tells. It may complete without a new event, and it may miss one of another process while the connection is renewed,
    /// so whoever relies on it looks by itself every few seconds.
    /// </summary>
    public abstract Task Wait(CancellationToken cancellation = default);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
