using System.Text.Json;

namespace Kumiko.AspNetCore;

/// <summary>The claims of a token.</summary>
internal static class TokenClaims
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static void Write(Utf8JsonWriter writer, User user, string issuer, DateTimeOffset now, TimeSpan lifetime)
    {
        var issued = now.ToUnixTimeSeconds();
        writer.WriteStartObject();
        writer.WriteString("sub", user.Id.Value);
        writer.WriteString("iss", issuer);
        writer.WriteNumber("iat", issued);
        writer.WriteNumber("exp", issued + (long)lifetime.TotalSeconds);
        writer.WriteString("tenantId", user.Tenant.ToString());
        writer.WriteStartArray("roles");
        foreach (var role in user.Roles)
        {
            writer.WriteStringValue(role);
        }

        writer.WriteEndArray();
        if (user.TimeZone is not null)
        {
            writer.WriteString("timezone", user.TimeZone);
        }

        if (user.Locale is not null)
        {
            writer.WriteString("locale", user.Locale);
        }

        UserClaimsJson.Write(writer, user.Claims);
        writer.WriteEndObject();
    }

    /// <summary>Reads the claims of a token whose signature holds; null when they do not make a user at this time.</summary>
    public static SignIn? Read(ReadOnlyMemory<byte> json, string issuer, DateTimeOffset now)
    {
        if (!JsonText.IsUnicode(json.Span))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Read(document.RootElement, issuer, now);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SignIn? Read(JsonElement claims, string issuer, DateTimeOffset now)
    {
        if (claims.ValueKind != JsonValueKind.Object
            || !IsText(claims, "iss"u8, issuer)
            || !IsCurrent(claims, now)
            || Text(claims, "sub"u8) is not { Length: > 0 } id
            || ReservedNames.IsUser(id)
            || Text(claims, "tenantId"u8) is not { } tenant
            || !Guid.TryParseExact(tenant, "D", out var tenantId)
            || Roles(claims) is not { } roles)
        {
            return null;
        }

        var user = new User
        {
            Id = new UserId(id),
            Tenant = new TenantId(tenantId),
            Roles = roles,
            TimeZone = Text(claims, "timezone"u8),
            Locale = Text(claims, "locale"u8),
            Claims = UserClaimsJson.Read(claims),
        };
        return new SignIn(user, EndOf(claims));
    }

    /// <summary>An end beyond all calendars is none.</summary>
    private static DateTimeOffset? EndOf(JsonElement claims) =>
        Number(claims, "exp"u8) is { } end && end < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.UnixEpoch.AddSeconds(end)
            : null;

    /// <summary>No tolerance for clocks that differ: a token is short-lived, and its end is its end.</summary>
    private static bool IsCurrent(JsonElement claims, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeMilliseconds() / 1000d;
        return Number(claims, "exp"u8) is { } end
            && end > seconds
            && (!claims.TryGetProperty("nbf"u8, out _) || Number(claims, "nbf"u8) <= seconds);
    }

    private static string[]? Roles(JsonElement claims)
    {
        if (!claims.TryGetProperty("roles"u8, out var array) || array.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var roles = new string[array.GetArrayLength()];
        var index = 0;
        foreach (var element in array.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.String || element.GetString() is not { Length: > 0 } role || ReservedNames.IsRole(role))
            {
                return null;
            }

            roles[index++] = role;
        }

        return roles;
    }

    private static bool IsText(JsonElement claims, ReadOnlySpan<byte> name, string expected) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(expected);

    private static string? Text(JsonElement claims, ReadOnlySpan<byte> name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement claims, ReadOnlySpan<byte> name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : null;
}
