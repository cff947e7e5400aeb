using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Kumiko.AspNetCore;

/// <summary>
/// One stream, as server-sent events. What refuses it before the first item, or the first heartbeat, is answered as any other failure; what goes wrong
/// later is an event, because by then the status has been sent. A stream is over with the token that it was opened with.
/// </summary>
internal sealed class StreamRoute(IDispatcher dispatcher, FailureResponses failures, IOptions<KumikoHttpOptions> options, TimeProvider time) : DispatcherRoute(options)
{
    private readonly TimeSpan _heartbeat = options.Value.StreamHeartbeat;

    protected override async Task Answer(HttpContext context, JsonElement body)
    {
        var call = CallReader.Read(body);

        // A stream that does not stop at once outlives the request, and the body with it.
        call = call with { Payload = call.Payload.ValueKind == JsonValueKind.Undefined ? default : call.Payload.Clone() };
        var patience = new StreamPatience(_heartbeat, RequestContext.Of(context)?.SignedInUntil, time);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var items = new PendingItems(dispatcher.Stream(call, context.GetCaller(), leaving.Token).GetAsyncEnumerator(leaving.Token));
        try
        {
            if (await items.Settle(patience.Next, time, context.RequestAborted))
            {
                // Thrown here, a refusal still has a status of its own.
                await items.Next;
            }

            var events = new EventWriter(context.Response);
            await events.Open(context.RequestAborted);
            await Send(items, events, patience, context);
        }
        finally
        {
            await leaving.CancelAsync();
            items.Abandon();
        }
    }

    private async Task Send(PendingItems items, EventWriter events, StreamPatience patience, HttpContext context)
    {
        try
        {
            while (true)
            {
                var isSettled = await items.Settle(patience.Next, time, context.RequestAborted);
                patience.ThrowIfOver();
                if (!isSettled)
                {
                    await events.Write("ping", default, context.RequestAborted);
                }
                else if (await items.Next)
                {
                    await events.Write("chunk", items.Take(), context.RequestAborted);
                }
                else
                {
                    await events.Write("done", default, context.RequestAborted);
                    return;
                }
            }
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            await events.Write("error", failures.ErrorOf(context, exception), context.RequestAborted);
        }
    }
}
