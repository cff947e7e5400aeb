namespace Kumiko;

/// <summary>Tells a loop that there is something to do. Signals that come before the loop looks count as one.</summary>
internal sealed class AsyncSignal
{
    private TaskCompletionSource _signal = New();

    /// <summary>Completes with the next signal, or is complete when one came since the last <see cref="Reset"/>.</summary>
    public Task Next => Volatile.Read(ref _signal).Task;

    public void Set() => Volatile.Read(ref _signal).TrySetResult();

    /// <summary>Called by the loop before it looks: what comes from now on is worth another look.</summary>
    public void Reset()
    {
        if (Next.IsCompleted)
        {
            Volatile.Write(ref _signal, New());
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
