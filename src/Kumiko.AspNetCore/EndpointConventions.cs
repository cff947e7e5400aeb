using Kumiko.AspNetCore;
using Microsoft.AspNetCore.Builder;

namespace Kumiko;

/// <summary>The decision that every endpoint takes: public, or for those who signed in.</summary>
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
}
