using Kumiko.AspNetCore;
using Microsoft.AspNetCore.Builder;

namespace Kumiko;

/// <summary>The decision that every endpoint takes: public, for those who signed in, or for visitors too.</summary>
public static class EndpointConventions
{
    /// <summary>Opens an endpoint to everybody: no authentication, no check of origin or CSRF token.</summary>
    public static TBuilder AllowPublic<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(EndpointAccess.Public);

    /// <summary>Keeps an endpoint for those who signed in; <see cref="HttpContextExtensions.GetCaller"/> tells who it is.</summary>
    public static TBuilder RequireSignIn<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(EndpointAccess.SignedIn);

    /// <summary>
    /// Lets visitors in beside those who signed in, where the application does (<see cref="AnonymousOptions"/>). <see cref="HttpContextExtensions.GetCaller"/>
    /// tells who it is; what visitors may do is for the rules of the handlers to say.
    /// </summary>
    public static TBuilder AllowVisitors<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(EndpointAccess.Visitors);
}
