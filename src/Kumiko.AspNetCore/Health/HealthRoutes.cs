using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kumiko.AspNetCore;

/// <summary>What load balancers and operators ask.</summary>
internal static class HealthRoutes
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var state = services.GetRequiredService<HostState>();
        var checks = services.GetRequiredService<ReadinessChecks>();
        var configuration = services.GetRequiredService<IConfiguration>();
        var environment = services.GetRequiredService<IHostEnvironment>();

        endpoints.MapMethods("/health", Methods, (RequestDelegate)Alive).AllowPublic();
        endpoints.MapMethods("/health/ready", Methods, context => Ready(context, state, checks)).AllowPublic();
        endpoints.MapMethods("/version", Methods, context => Version(context, configuration, environment)).AllowPublic();
    }

    private static Task Alive(HttpContext context) =>
        JsonResponse.Send(context.Response, StatusCodes.Status200OK, writer => writer.WriteString("status", "ok"));

    private static async Task Ready(HttpContext context, HostState state, ReadinessChecks checks)
    {
        var name = state.Name;
        var results = name == HostState.Ready ? await checks.Run(context.RequestAborted) : null;
        var isReady = results is not null && results.All(result => result.IsOk);

        await JsonResponse.Send(context.Response, isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, writer =>
        {
            writer.WriteString("status", isReady ? "ready" : "not_ready");
            writer.WriteString("state", name);
            writer.WriteNumber("uptimeSec", state.UptimeSeconds);
            if (results is not null)
            {
                WriteChecks(writer, results);
            }
        });
    }

    private static void WriteChecks(Utf8JsonWriter writer, CheckResult[] results)
    {
        writer.WriteStartArray("checks");
        foreach (var result in results)
        {
            result.Write(writer);
        }

        writer.WriteEndArray();
    }

    private static Task Version(HttpContext context, IConfiguration configuration, IHostEnvironment environment) =>
        JsonResponse.Send(context.Response, StatusCodes.Status200OK, writer =>
        {
            writer.WriteString("version", configuration["BUILD_VERSION"] ?? "dev");
            writer.WriteString("buildTime", configuration["BUILD_TIME"] ?? "unknown");

            // The member keeps its name for clients that know it from a Node server; so does the spelling of its values.
            writer.WriteString("node", environment.EnvironmentName.ToLowerInvariant());
        });
}
