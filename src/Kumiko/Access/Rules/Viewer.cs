using System.Security.Cryptography;
using System.Text.Json;

namespace Kumiko;

/// <summary>Tells apart what users may see: the same roles and claims see the same.</summary>
internal static class Viewer
{
    public static string Of(User user) => Convert.ToHexStringLower(SHA256.HashData(JsonText.BytesOf(user, static (writer, user) =>
    {
        writer.WriteStartArray();
        foreach (var role in user.Roles.Order(StringComparer.Ordinal))
        {
            writer.WriteStringValue(role);
        }

        writer.WriteStartObject();
        foreach (var name in user.Claims.Names.Order(StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, user.Claims.Find(name));
        }

        writer.WriteEndObject();
        writer.WriteEndArray();
    }).Span));
}
