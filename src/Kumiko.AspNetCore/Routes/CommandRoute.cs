using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Kumiko.AspNetCore;

/// <summary>One command whose data nobody asked for. It is carried out before the answer; a repetition is a second command.</summary>
internal sealed class CommandRoute(IDispatcher dispatcher, FailureResponses failures, IOptions<KumikoHttpOptions> options) : DispatcherRoute(options)
{
    protected override async Task Answer(HttpContext context, JsonElement body)
    {
        var outcome = await dispatcher.Write([CallReader.Read(body)], requestId: null, context.GetCaller(), context.RequestAborted);
        if (outcome.Error is { } error)
        {
            await failures.Send(context, error, FailureEnvelope.ErrorOnly);
            return;
        }

        PositionHeaders.Write(context.Response, outcome);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        JsonResponse.Send(context.Response, """{"ok":true}"""u8, [], []);
    }
}
