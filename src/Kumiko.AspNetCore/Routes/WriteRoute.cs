using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Kumiko.AspNetCore;

/// <summary>One command, answered with its data.</summary>
internal sealed class WriteRoute(IDispatcher dispatcher, FailureResponses failures, IOptions<KumikoHttpOptions> options) : DispatcherRoute(options)
{
    protected override async Task Answer(HttpContext context, JsonElement body)
    {
        var call = CallReader.Read(body);
        var outcome = await dispatcher.Write([call], CallReader.RequestId(body), context.GetCaller(), context.RequestAborted);
        if (outcome.Error is { } error)
        {
            await failures.Send(context, error, FailureEnvelope.Outcome);
            return;
        }

        PositionHeaders.Write(context.Response, outcome);
        JsonResponse.Send(context.Response, """{"isSuccess":true,"data":"""u8, outcome.Results[0].Span, "}"u8);
    }
}
