using Kumiko.AspNetCore.Tests.Support;
using Kumiko.Tests.Apps.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Kumiko.AspNetCore.Tests.Applications;

/// <summary>
/// The same attempts over HTTP, in production: statuses, headers and bodies tell nothing of another tenant's records. (In development they do, on purpose:
/// the details say why something was not found.)
/// </summary>
public abstract class CrossingOverHttpSpecification(Databases databases)
{
    /// <summary>The time, and how long the log is that all tenants share.</summary>
    private static readonly string[] OfTheServer = ["Date", "X-Kumiko-Position"];

    [Fact]
    public async Task An_attempt_to_cross_is_answered_as_if_there_were_nothing()
    {
        var database = await databases.New();
        await using var host = await ApplicationHost.Start(
            "Production",
            new() { ["KUMIKO_DATABASE"] = database.Address, ["KUMIKO_SCHEMA"] = "create", ["JWT_SECRET"] = EdgeHost.Secret },
            database, new HarbourFeature());
        var trial = new CrossingTrial(host.Registry, host.Store, (tenant, call) => Send(host, tenant, call));

        foreach (var crossing in Crossing.All)
        {
            await trial.Run(crossing, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<string> Send(ApplicationHost host, TenantId tenant, CrossingCall call)
    {
        var calls = call.Calls.Select(c => $$"""{"type":"{{c.Type}}","payload":{{c.Payload}}{{(call.RequestId is { } id ? $",\"requestId\":\"{id}\"" : "")}}}""").ToList();
        var answer = await host.Post(
            "/api/" + call.Door, call.Door == "batch" ? $$"""{"commands":[{{string.Join(',', calls)}}]}""" : calls[0],
            [("Authorization", "Bearer " + TokenOf(host, tenant)), ("X-Request-ID", "request"), ("X-Correlation-ID", "request")]);
        var headers = answer.Headers.Where(h => !OfTheServer.Contains(h.Key)).OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {string.Join(", ", h)}");
        return $"{(answer.Status == 200 ? "done" : "failed")} {answer.Status}\n{string.Join('\n', headers)}\n{answer.Body}";
    }

    private static string TokenOf(ApplicationHost host, TenantId tenant) => host.Services.GetRequiredService<TokenService>()
        .Issue(new User { Id = new UserId("sailor"), Tenant = tenant, Roles = ["Master", "Captain"] }, TimeSpan.FromHours(1));
}
