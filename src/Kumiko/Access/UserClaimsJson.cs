using System.Text.Json;

namespace Kumiko;

/// <summary>A user's claims in a token, or beside a task: the object <c>claims</c>, absent where there are none.</summary>
internal static class UserClaimsJson
{
    private const string Member = "claims";

    public static void Write(Utf8JsonWriter writer, UserClaims claims)
    {
        if (claims.Names.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(Member);
        foreach (var name in claims.Names)
        {
            writer.WritePropertyName(name);
            Write(writer, claims.Find(name)!);
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads the claims. One that is neither a text, a number, a yes or no, nor a list of texts or of numbers is passed over: it is missing.</summary>
    public static UserClaims Read(JsonElement token)
    {
        if (!token.TryGetProperty(Member, out var json) || json.ValueKind != JsonValueKind.Object)
        {
            return UserClaims.None;
        }

        var values = new Dictionary<string, object>();
        foreach (var member in json.EnumerateObject())
        {
            if (ReadValue(member.Value) is { } value && !string.IsNullOrWhiteSpace(member.Name))
            {
                values[member.Name] = value;
            }
        }

        return new UserClaims(values);
    }

    private static object? ReadValue(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True or JsonValueKind.False => json.GetBoolean(),
        JsonValueKind.Number => json.TryGetDecimal(out var number) ? number : null,
        JsonValueKind.Array => ReadList(json),
        _ => null,
    };

    private static object[]? ReadList(JsonElement json)
    {
        var items = new object[json.GetArrayLength()];
        var index = 0;
        foreach (var element in json.EnumerateArray())
        {
            if (ReadValue(element) is not { } item || item is not (string or decimal) || (index > 0 && items[0].GetType() != item.GetType()))
            {
                return null;
            }

            items[index++] = item;
        }

        return items;
    }

    private static void Write(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case object[] items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
        }
    }
}
