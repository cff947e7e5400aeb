namespace Kumiko;

/// <summary>The one door to all handlers: HTTP, tests and seeds call it alike.</summary>
public interface IDispatcher
{
    /// <summary>
    /// Carries out commands in one transaction: all of them, or none. Expected failures come back in the outcome; nothing is thrown
    /// for them. A single write is a batch of one.
    /// </summary>
    /// <param name="calls">The commands, in their order.</param>
    /// <param name="requestId">When given, a repetition by the same user gets the stored answer and nothing is done twice.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellation">Ends the work early; nothing is written then.</param>
    Task<BatchOutcome> Write(IReadOnlyList<HandlerCall> calls, string? requestId, Caller caller, CancellationToken cancellation = default);

    /// <summary>Answers a query.</summary>
    /// <returns>The answer as UTF-8 JSON; <c>null</c> is the JSON literal.</returns>
    /// <exception cref="KumikoException">The query was refused or failed.</exception>
    Task<ReadOnlyMemory<byte>> Query(HandlerCall call, Caller caller, CancellationToken cancellation = default);

    /// <summary>Answers a query, if need be once the tables that it reads know what was written.</summary>
    /// <param name="call">The query.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="options">What to wait for.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>The answer as UTF-8 JSON; <c>null</c> is the JSON literal.</returns>
    /// <exception cref="ProjectionBehindException">What was waited for did not come in time.</exception>
    /// <exception cref="KumikoException">The query was refused or failed.</exception>
    Task<ReadOnlyMemory<byte>> Query(HandlerCall call, Caller caller, QueryOptions options, CancellationToken cancellation = default);

    /// <summary>Opens a stream. Nothing happens before its first item is asked for: that is where a refusal is thrown, too.</summary>
    /// <param name="call">The stream's query.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellation">Ends the stream.</param>
    /// <returns>The items, each as UTF-8 JSON.</returns>
    /// <exception cref="KumikoException">The stream was refused or failed; thrown while items are taken.</exception>
    IAsyncEnumerable<ReadOnlyMemory<byte>> Stream(HandlerCall call, Caller caller, CancellationToken cancellation = default);
}
