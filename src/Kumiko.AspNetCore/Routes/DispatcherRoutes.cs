using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kumiko.AspNetCore;

/// <summary>The routes over the dispatcher: one name for every handler, the handler itself named in the body.</summary>
internal static class DispatcherRoutes
{
    public static void MapDispatcher(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRoute<WriteRoute>("/api/write", FailureEnvelope.Outcome);
        endpoints.MapRoute<BatchRoute>("/api/batch", FailureEnvelope.Outcome);
        endpoints.MapRoute<QueryRoute>("/api/query", FailureEnvelope.ErrorOnly);
        endpoints.MapRoute<CommandRoute>("/api/command", FailureEnvelope.ErrorOnly);
        endpoints.MapRoute<StreamRoute>("/api/stream", FailureEnvelope.ErrorOnly);
    }

    private static void MapRoute<TRoute>(this IEndpointRouteBuilder endpoints, string pattern, FailureEnvelope envelope)
        where TRoute : DispatcherRoute
    {
        var route = ActivatorUtilities.CreateInstance<TRoute>(endpoints.ServiceProvider);
        endpoints.MapPost(pattern, (RequestDelegate)route.Handle).AllowVisitors().WithMetadata(envelope);
    }
}
