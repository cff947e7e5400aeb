using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Kumiko.AspNetCore;

/// <summary>One query.</summary>
internal sealed class QueryRoute(IDispatcher dispatcher, IOptions<KumikoHttpOptions> options) : DispatcherRoute(options)
{
    protected override async Task Answer(HttpContext context, JsonElement body)
    {
        var (call, caller) = (CallReader.Read(body), context.GetCaller());
        var answer = await (PositionHeaders.Read(context.Request) is { } options
            ? dispatcher.Query(call, caller, options, context.RequestAborted)
            : dispatcher.Query(call, caller, context.RequestAborted));
        JsonResponse.Send(context.Response, """{"data":"""u8, answer.Span, "}"u8);
    }
}
