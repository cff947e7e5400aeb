using System.Runtime.CompilerServices;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// What a stream can do. A stream may last for hours, so it holds nothing of the database between two items: each <see cref="Read{TResult}"/> is on its
/// own, and sees what is committed by then.
/// </summary>
public sealed class StreamContext
{
    private readonly InvocationServices _services;
    private readonly StreamSource _source;
    private readonly HandlerDefinition _handler;

    internal StreamContext(InvocationServices services, StreamSource source, HandlerDefinition handler)
    {
        _services = services;
        _source = source;
        _handler = handler;
    }

    /// <summary>Who asks.</summary>
    public User User => _services.Caller.User;

    /// <summary>The tenant in which everything happens.</summary>
    public TenantId Tenant => User.Tenant;

    /// <summary>The request behind the call.</summary>
    public RequestInfo Request => _services.Caller.Request;

    /// <summary>The clock; tests replace it.</summary>
    public TimeProvider Clock => _services.Clock;

    /// <summary>The time, in UTC, to the millisecond, as events have it.</summary>
    public DateTimeOffset Now => Instants.ToMilliseconds(Clock.GetUtcNow());

    /// <summary>Ends when the client goes away or the server stops. Whatever a stream waits for, it should wait with it.</summary>
    public CancellationToken Cancellation => _services.Cancellation;

    /// <summary>Everything that the application declares.</summary>
    public Registry Registry => _services.Registry;

    /// <summary>Whether a feature is there and works for the caller's tenant.</summary>
    /// <param name="feature">The feature's name.</param>
    public bool HasFeature(string feature) => _services.Features.IsOn(feature);

    /// <summary>Reads what is committed now: <c>await ctx.Read(read => read.Query&lt;Ticket&gt;().Count())</c>.</summary>
    /// <param name="read">Asks as a query does. It may run more than once, when the database was busy.</param>
    public Task<TResult> Read<TResult>(Func<QueryContext, Task<TResult>> read) => _source.Read(_handler, read, _services);

    /// <summary>
    /// Goes round at once, and then whenever something may have been written, by whichever tenant and node: <c>await foreach (var _ in
    /// ctx.Changes())</c>. Many writes before the stream looks again are one round. It ends with the stream.
    /// </summary>
    /// <param name="atLeastEvery">
    /// How long to wait for a sign at most; five seconds by default. What another node wrote is mostly told at once, but that is not certain.
    /// </param>
    public IAsyncEnumerable<DateTimeOffset> Changes(TimeSpan? atLeastEvery = null) => Changes(atLeastEvery ?? TimeSpan.FromSeconds(5), Cancellation);

    private async IAsyncEnumerable<DateTimeOffset> Changes(TimeSpan atLeastEvery, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var listener = await _source.Listen(cancellation);
        while (true)
        {
            yield return Now;
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var change = listener.Wait(waiting.Token);
            await Task.WhenAny(change, Task.Delay(atLeastEvery, Clock, waiting.Token));
            await waiting.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
