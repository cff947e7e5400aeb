using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace Kumiko.AspNetCore.Tests.Applications;

/// <summary>Which rule refused a call: in development a client is told, in production the log is and nobody else.</summary>
public abstract class RefusalSpecification(Databases databases)
{
    private const int Denied = 3;

    private readonly User _thief = new() { Id = new UserId("thief"), Tenant = new TenantId(Guid.CreateVersion7()), Roles = ["Guest"] };

    [Fact]
    public async Task In_development_the_details_name_the_rule()
    {
        await using var host = await Start("Development");
        var hidden = await Hide(host);

        (await Query(host, "vault:query:open", "{}")).ShouldBe(
            """{"kind":"handlerRule","handler":"vault:query:open","rules":[{"rule":"roles Keeper","admits":false,"why":"The caller has only the roles Guest."}],"""
            + Caller() + "}");
        var ofRecord = await Write(host, "vault:write:treasure:delete", $$"""{"id":"{{hidden}}"}""");
        ofRecord.ShouldStartWith($$"""{"kind":"rowRule","handler":"vault:write:treasure:delete","entity":"treasure","record":"{{hidden}}","rules":""");
        ofRecord.ShouldContain("""{"rule":"signed in where treasure.Owner == user.Id.Value","admits":false,"why":"It does not hold for the record."}""");
        (await Write(host, "vault:write:treasure:create", """{"name":"a","owner":"me"}""")).ShouldStartWith(
            """{"kind":"fieldRule","handler":"vault:write:treasure:create","entity":"treasure","field":"owner",""");
        var batch = await host.Post("/api/batch", """{"commands":[{"type":"vault:write:treasure:create","payload":{"name":"a","owner":"me"}}]}""");
        batch.Json.GetProperty("results")[0].GetProperty("error").GetProperty("details").GetProperty("denial").GetProperty("field").GetString().ShouldBe("owner");
        var events = await host.Post("/api/stream", $$$"""{"type":"vault:stream:watch","payload":{"id":"{{{hidden}}}"}}""");
        events.Body.ShouldContain("watching");
        events.Body.ShouldContain("\"denial\":{\"kind\":\"rowRule\",\"handler\":\"vault:stream:watch\"");
    }

    [Fact]
    public async Task In_development_another_tenants_record_is_told_from_one_that_is_not_there()
    {
        await using var host = await Start("Development");
        var hidden = await Hide(host, TenantId.Parse("44444444-4444-4444-8444-444444444444"));

        (await Write(host, "vault:write:treasure:delete", $$"""{"id":"{{hidden}}"}""")).ShouldStartWith("""{"kind":"tenant",""");
        (await host.Write("vault:write:treasure:delete", $$"""{"id":"{{Guid.CreateVersion7()}}"}""")).Error.GetProperty("details").TryGetProperty("denial", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task In_production_the_answer_is_the_same_as_without_a_rule_and_the_log_names_it()
    {
        await using var host = await Start("Production");
        var hidden = await Hide(host);
        var missing = Guid.CreateVersion7();

        var ofHidden = await host.Write("vault:write:treasure:delete", $$"""{"id":"{{hidden}}"}""");
        var ofMissing = await host.Write("vault:write:treasure:delete", $$"""{"id":"{{missing}}"}""");
        var refused = await host.Query("vault:query:open", "{}");
        var events = await host.Post("/api/stream", $$$"""{"type":"vault:stream:watch","payload":{"id":"{{{hidden}}}"}}""");

        Comparable(ofHidden, hidden).ShouldBe(Comparable(ofMissing, missing));
        refused.Error.GetProperty("details").GetRawText().ShouldBe("""{"handler":"vault:query:open"}""");
        events.Body.ShouldContain("not_found");
        foreach (var answer in new[] { ofHidden, refused, events })
        {
            answer.Body.ShouldNotContain("denial");
            answer.Body.ShouldNotContain("Keeper");
        }

        host.Log.All.Where(e => e.Id.Id == Denied).Select(e => e.Message.Split('\'')[1]).ShouldBe(
            ["vault:write:treasure:delete", "vault:query:open", "vault:stream:watch"]);
        host.Log.All.ShouldContain(e => e.Message.Contains($"RowRule of treasure {hidden}") && e.Message.Contains("thief"));
    }

    private async Task<ApplicationHost> Start(string environment)
    {
        var database = await databases.New();
        var host = await ApplicationHost.Start(
            environment,
            new() { ["KUMIKO_DATABASE"] = database.Address, ["KUMIKO_SCHEMA"] = "create", ["JWT_SECRET"] = EdgeHost.Secret },
            database,
            new VaultFeature());
        SignIn(host, _thief);
        return host;
    }

    private async Task<Guid> Hide(ApplicationHost host, TenantId? tenant = null)
    {
        SignIn(host, _thief with { Id = new UserId("keeper"), Tenant = tenant ?? _thief.Tenant, Roles = ["Keeper"] });
        var answer = await host.Write("vault:write:treasure:create", """{"name":"a crown","owner":"queen"}""");
        SignIn(host, _thief);
        return answer.Json.GetProperty("data").GetProperty("id").GetGuid();
    }

    private static void SignIn(ApplicationHost host, User user) => host.Client.DefaultRequestHeaders.Authorization =
        new AuthenticationHeaderValue("Bearer", host.Services.GetRequiredService<TokenService>().Issue(user, TimeSpan.FromHours(1)));

    private static async Task<string> Write(ApplicationHost host, string type, string payload) => DenialOf(await host.Write(type, payload));

    private static async Task<string> Query(ApplicationHost host, string type, string payload) => DenialOf(await host.Query(type, payload));

    private static string DenialOf(Answer answer) => answer.Error.GetProperty("details").GetProperty("denial").GetRawText();

    private string Caller() => $"\"user\":\"thief\",\"tenant\":\"{_thief.Tenant}\",\"roles\":[\"Guest\"]";

    /// <summary>All of an answer but what is different for each request.</summary>
    private static string Comparable(Answer answer, Guid id) => string.Join(
        '\n', answer.Error.EnumerateObject().Where(m => m.Name is not ("requestId" or "timestamp")).Select(m => $"{m.Name}={m.Value}")).Replace(id.ToString(), "ID");
}
