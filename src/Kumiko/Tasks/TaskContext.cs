using System.Diagnostics;
using System.Text.Json;

namespace Kumiko;

/// <summary>On whose behalf a task runs, as it is stored beside it: the user as they were when it was queued, and the request.</summary>
internal sealed record TaskContext(Caller Caller, Actor Actor)
{
    private const string TraceParent = "traceparent";

    /// <summary>Causation is the event that the task follows from, as <c>aggregate:version</c>.</summary>
    public ReadOnlyMemory<byte> ToJson(string? causation) => JsonText.BytesOf((Caller, Actor, causation), static (writer, s) =>
    {
        var (caller, actor, causation) = s;
        writer.WriteStartObject();
        writer.WriteStartObject("user");
        writer.WriteString("id", caller.User.Id.Value);
        writer.WriteString("tenant", caller.User.Tenant.Value);
        writer.WriteStartArray("roles");
        foreach (var role in caller.User.Roles)
        {
            writer.WriteStringValue(role);
        }

        writer.WriteEndArray();
        UserClaimsJson.Write(writer, caller.User.Claims);
        WriteText(writer, "timeZone", caller.User.TimeZone);
        WriteText(writer, "locale", caller.User.Locale);
        writer.WriteEndObject();
        writer.WriteString("actor", actor.User.Value);
        WriteText(writer, "crossTenantReason", actor.CrossTenantReason);
        writer.WriteStartObject("request");
        writer.WriteString("id", caller.Request.RequestId);
        writer.WriteString("correlationId", caller.Request.CorrelationId);
        WriteText(writer, "causationId", causation ?? caller.Request.CausationId);
        WriteText(writer, "locale", caller.Request.Locale);
        WriteText(writer, TraceParent, Activity.Current is { IdFormat: ActivityIdFormat.W3C } span ? span.Id : null);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>The trace that queued the task, as W3C writes it; null where nobody traced it.</summary>
    public static string? TraceOf(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return Text(document.RootElement.GetProperty("request"), TraceParent);
    }

    public static TaskContext Read(ReadOnlyMemory<byte> json, TenantId tenant)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var (user, request) = (root.GetProperty("user"), root.GetProperty("request"));
        var caller = new Caller(
            new User
            {
                Id = new UserId(user.GetProperty("id").GetString()!),
                Tenant = new TenantId(user.GetProperty("tenant").GetGuid()),
                Roles = [.. user.GetProperty("roles").EnumerateArray().Select(r => r.GetString()!)],
                Claims = UserClaimsJson.Read(user),
                TimeZone = Text(user, "timeZone"),
                Locale = Text(user, "locale"),
            },
            new RequestInfo
            {
                RequestId = request.GetProperty("id").GetString()!,
                CorrelationId = request.GetProperty("correlationId").GetString()!,
                CausationId = Text(request, "causationId"),
                Locale = Text(request, "locale"),
            });
        return new TaskContext(
            caller, new Actor(tenant, new UserId(root.GetProperty("actor").GetString()!), caller.Request, Text(root, "crossTenantReason")));
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;
}
