using Kumiko.Storage;

namespace Kumiko;

/// <summary>Where streams read from: short units of work, one after the other, and the signal that the log has grown.</summary>
internal abstract class StreamSource
{
    /// <summary>Reads in a unit of work of its own, which is over before the result is there.</summary>
    public abstract Task<TResult> Read<TResult>(HandlerDefinition handler, Func<QueryContext, Task<TResult>> read, InvocationServices stream);

    public abstract Task<LogListener> Listen(CancellationToken cancellation);
}
