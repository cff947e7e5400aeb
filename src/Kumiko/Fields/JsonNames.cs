using System.Text.Json;

namespace Kumiko;

/// <summary>What the contract calls things of JSON.</summary>
internal static class JsonNames
{
    public static string TypeOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "array",
        JsonValueKind.Undefined => "undefined",
        _ => "object",
    };

    /// <summary>The camelCase name of a C# member.</summary>
    public static string Camel(string member) => JsonNamingPolicy.CamelCase.ConvertName(member);

    /// <summary>The camelCase form of a snake_case name.</summary>
    public static string CamelOfSnake(string name) => Camel(string.Concat(name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..])));

    /// <summary>The snake_case name of a C# member.</summary>
    public static string Snake(string member) => JsonNamingPolicy.SnakeCaseLower.ConvertName(member);

    /// <summary>
    /// Reads a text. Half of a surrogate pair is no text, and neither store can keep U+0000.
    /// </summary>
    public static bool TryReadText(JsonElement json, string path, IssueList issues, out string text)
    {
        text = "";
        if (json.ValueKind != JsonValueKind.String)
        {
            issues.Add(path, IssueCodes.InvalidType, ("expected", "string"), ("received", TypeOf(json)));
            return false;
        }

        try
        {
            text = json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            issues.Add(path, IssueCodes.InvalidFormat, ("format", "unicode"));
            return false;
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            issues.Add(path, IssueCodes.InvalidFormat, ("format", "unicode"));
            return false;
        }

        return true;
    }

    /// <summary>Finds a member of an object; of two with one name, the last counts. A name that is no text is none that anybody asks for.</summary>
    public static bool TryGetMember(JsonElement json, string name, out JsonElement value)
    {
        try
        {
            return json.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            value = default;
            foreach (var member in json.EnumerateObject())
            {
                if (Safe(member) == name)
                {
                    value = member.Value;
                }
            }

            return value.ValueKind != JsonValueKind.Undefined;
        }
    }

    /// <summary>Whether a member has this name; a name with half of a surrogate pair is no name.</summary>
    public static bool Is(JsonProperty member, string name)
    {
        try
        {
            return member.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Whether a member has this name.</summary>
    public static bool Is(JsonProperty member, ReadOnlySpan<byte> name)
    {
        try
        {
            return member.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Whether a text is one that both stores can keep: no half of a surrogate pair, no U+0000.</summary>
    public static bool IsUnicode(string text)
    {
        var rest = text.AsSpan();
        while (rest.IndexOfAnyInRange('\uD800', '\uDFFF') is var next and >= 0)
        {
            if (!char.IsHighSurrogate(rest[next]) || next + 1 >= rest.Length || !char.IsLowSurrogate(rest[next + 1]))
            {
                return false;
            }

            rest = rest[(next + 2)..];
        }

        return !text.Contains('\0', StringComparison.Ordinal);
    }

    /// <summary>A member's name; half of a surrogate pair in it is shown as the replacement character.</summary>
    public static string Safe(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }
}
