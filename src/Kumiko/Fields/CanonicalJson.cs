using System.Text.Json;

namespace Kumiko;

/// <summary>
/// One text for each JSON value: members sorted by code point, numbers in their shortest exact form. It makes values of both stores
/// comparable, and gives a request the same fingerprint however its members were ordered.
/// </summary>
internal static class CanonicalJson
{
    public static string Write(JsonElement json)
    {
        var issues = new IssueList();
        return TryWrite(json, FieldIssue.Root, issues, out var text)
            ? text
            : throw new ValidationFailedException(issues.Issues);
    }

    /// <summary>Refuses what one of the stores could not keep: text that is no Unicode, and numbers beyond 64-bit floating point.</summary>
    public static bool TryWrite(JsonElement json, string path, IssueList issues, out string text)
    {
        text = JsonText.Of(writer => Write(writer, json, path, issues));
        return !issues.Any;
    }

    public static void Write(Utf8JsonWriter writer, JsonElement json, string path, IssueList issues)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, json, path, issues);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                var index = 0;
                foreach (var item in json.EnumerateArray())
                {
                    Write(writer, item, $"{path}.{index++}", issues);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(JsonNames.TryReadText(json, path, issues, out var text) ? text : "");
                break;
            case JsonValueKind.Number:
                WriteNumber(writer, json, path, issues);
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement json, string path, IssueList issues)
    {
        var members = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        try
        {
            foreach (var member in json.EnumerateObject())
            {
                if (member.Name.Contains('\0', StringComparison.Ordinal))
                {
                    issues.Add(path, IssueCodes.InvalidFormat, ("format", "unicode"));
                }

                members[member.Name] = member.Value;
            }
        }
        catch (InvalidOperationException)
        {
            issues.Add(path, IssueCodes.InvalidFormat, ("format", "unicode"));
        }

        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            Write(writer, value, $"{path}.{name}", issues);
        }

        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, JsonElement json, string path, IssueList issues)
    {
        if (JsonNumbers.Read(json, out var exact) == NumberSize.Exact)
        {
            // Dividing by one with many places drops trailing zeros: 1.50 and 1.5 are the same number.
            writer.WriteNumberValue(exact / 1.0000000000000000000000000000m);
        }
        else if (json.GetDouble() is var real && double.IsFinite(real))
        {
            writer.WriteNumberValue(real);
        }
        else
        {
            issues.Add(path, IssueCodes.TooBig, ("maximum", double.MaxValue), ("type", "number"), ("inclusive", true));
            writer.WriteNumberValue(0);
        }
    }
}
