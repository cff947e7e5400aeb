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
