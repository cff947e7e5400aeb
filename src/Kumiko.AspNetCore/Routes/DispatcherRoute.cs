using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Kumiko.AspNetCore;

/// <summary>What the dispatcher routes share: a JSON body in, JSON out. Failures are thrown and answered by <see cref="EdgeMiddleware"/>.</summary>
internal abstract class DispatcherRoute(IOptions<KumikoHttpOptions> options)
{
    private readonly long _maxBodyBytes = options.Value.MaxBodyBytes;

    public async Task Handle(HttpContext context)
    {
        JsonContent.Require(context.Request);
        using var body = await JsonBody.Read(context.Request, _maxBodyBytes, context.RequestAborted);
        await Answer(context, body.Root);
    }

    protected abstract Task Answer(HttpContext context, JsonElement body);
}
