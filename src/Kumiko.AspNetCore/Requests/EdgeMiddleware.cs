using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kumiko.AspNetCore;

/// <summary>
/// Stands before every endpoint: gives the request its ids, asks who it is where the endpoint wants to know, and makes sure that whatever
/// goes wrong is answered in JSON.
/// </summary>
internal sealed class EdgeMiddleware(RequestDelegate next, Authenticator authenticator, FailureResponses failures, TimeProvider time)
{
    private static readonly PathString Api = "/api";

    public async Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        var access = endpoint?.Metadata.GetMetadata<EndpointAccess>();
        var isApi = context.Request.Path.StartsWithSegments(Api);
        var request = access is not null || isApi ? RequestContext.Begin(context, time) : null;

        // The refusals of authentication look the same everywhere; only what comes later has the route's own envelope.
        var envelope = FailureEnvelope.ErrorOnly;
        try
        {
            // Routing answers a wrong method with an endpoint of its own, which is no route: nothing there needs a sign-in.
            if (request is not null && endpoint is RouteEndpoint && !ReferenceEquals(access, EndpointAccess.Public))
            {
                request.SignIn(await authenticator.Authenticate(context, access));
            }

            envelope = endpoint?.Metadata.GetMetadata<FailureEnvelope>() ?? envelope;
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            request?.WriteIds(context.Response);
            await failures.Send(context, exception, envelope);
            return;
        }

        if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null, ContentType: null })
        {
            await failures.Send(context, WithoutBody(context), envelope);
        }
    }

    private static KumikoException WithoutBody(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => new NotFoundException("route", context.Request.Path),
        StatusCodes.Status405MethodNotAllowed => HttpFailure.MethodNotAllowed(context.Request.Method),
        var status => HttpFailure.Plain(status),
    };
}
