using Kumiko.AspNetCore;
using Microsoft.AspNetCore.Http;

namespace Kumiko;

/// <summary>What the edge found out about a request.</summary>
public static class HttpContextExtensions
{
    /// <summary>Who asks, and in which request.</summary>
    /// <exception cref="InvalidOperationException">The endpoint is public, or none of Kumiko's: nobody was authenticated.</exception>
    public static Caller GetCaller(this HttpContext context) =>
        RequestContext.Of(context)?.Caller
            ?? throw new InvalidOperationException("Nobody was authenticated for this endpoint. Declare it with RequireSignIn().");

    /// <summary>The request's ids and locale.</summary>
    /// <exception cref="InvalidOperationException">The request did not pass the edge.</exception>
    public static RequestInfo GetRequestInfo(this HttpContext context) =>
        RequestContext.Of(context)?.Info
            ?? throw new InvalidOperationException("The endpoint is none of Kumiko's. Declare it with RequireSignIn() or AllowPublic().");
}
