using System.Collections.Concurrent;
using System.Text;

namespace Kumiko.AspNetCore.Tests.Support;

/// <summary>A dispatcher that answers what the test says, and remembers what it was asked.</summary>
public sealed class ScriptedDispatcher : IDispatcher
{
    private readonly ConcurrentQueue<Dispatched> _calls = new();

    public Func<IReadOnlyList<HandlerCall>, BatchOutcome> OnWrite { get; set; } =
        calls => Success([.. calls.Select(call => $$"""{"did":"{{call.Type}}"}""")]);

    public Func<HandlerCall, string> OnQuery { get; set; } = _ => "null";

    public Func<HandlerCall, CancellationToken, IAsyncEnumerable<ReadOnlyMemory<byte>>> OnStream { get; set; } = (_, _) => Empty();

    public IReadOnlyCollection<Dispatched> Calls => _calls;

    public ConcurrentQueue<QueryOptions> Waits { get; } = new();

    public Dispatched Only => _calls.ShouldHaveSingleItem();

    public static BatchOutcome Success(params IReadOnlyList<string> data) => new() { Results = [.. data.Select(Bytes)] };

    public static BatchOutcome Failure(KumikoException error, int? failedIndex = 0, params IReadOnlyList<string> completed) =>
        new() { Results = [.. completed.Select(Bytes)], Error = error, FailedIndex = failedIndex };

    public Task<BatchOutcome> Write(IReadOnlyList<HandlerCall> calls, string? requestId, Caller caller, CancellationToken cancellation = default)
    {
        _calls.Enqueue(new Dispatched([.. calls.Select(Text)], requestId, caller));
        return Task.FromResult(OnWrite(calls));
    }

    public Task<ReadOnlyMemory<byte>> Query(HandlerCall call, Caller caller, CancellationToken cancellation = default)
    {
        _calls.Enqueue(new Dispatched([Text(call)], null, caller));
        return Task.FromResult(Bytes(OnQuery(call)));
    }

    public Task<ReadOnlyMemory<byte>> Query(HandlerCall call, Caller caller, QueryOptions options, CancellationToken cancellation = default)
    {
        Waits.Enqueue(options);
        return Query(call, caller, cancellation);
    }

    public IAsyncEnumerable<ReadOnlyMemory<byte>> Stream(HandlerCall call, Caller caller, CancellationToken cancellation = default)
    {
        _calls.Enqueue(new Dispatched([Text(call)], null, caller));
        return OnStream(call, cancellation);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Empty()
    {
        await Task.CompletedTask;
        yield break;
    }

    public static ReadOnlyMemory<byte> Bytes(string json) => Encoding.UTF8.GetBytes(json);

    // The payload is gone once the request is over, so it is kept as text.
    private static (string Type, string? Payload) Text(HandlerCall call) =>
        (call.Type, call.Payload.ValueKind == JsonValueKind.Undefined ? null : call.Payload.GetRawText());
}

public sealed record Dispatched(IReadOnlyList<(string Type, string? Payload)> Calls, string? RequestId, Caller Caller);
