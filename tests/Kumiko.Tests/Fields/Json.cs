using System.Text.Json;

namespace Kumiko.Tests.Fields;

/// <summary>Short ways to read and write JSON with the field types.</summary>
internal static class Json
{
    public static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    /// <summary>Reads a value as one that came from outside, at the path <c>f</c>.</summary>
    public static (object? Value, IReadOnlyList<FieldIssue> Issues) Read(FieldType type, string json)
    {
        var issues = new IssueList();
        var value = type.Read(Parse(json), "f", issues);
        return (value, issues.Issues);
    }

    public static string Write(FieldType type, object value, JsonForm form) => JsonText.Of(writer => type.Write(writer, value, form));

    /// <summary>An issue on one line: <c>path code name=value …</c>.</summary>
    public static string Describe(FieldIssue issue) => string.Join(' ', new[] { issue.Path, issue.Code }
        .Concat((issue.Params ?? new Dictionary<string, object?>()).Select(p => $"{p.Key}={Text(p.Value)}")));

    public static string Text(object? value) => value switch
    {
        null => "null",
        true => "true",
        false => "false",
        IEnumerable<string> texts => string.Join('|', texts),
        object?[] items => "[" + string.Join(", ", items.Select(Text)) + "]",
        DateTimeOffset instant => Instants.Format(instant),
        DateOnly date => date.ToString("yyyy-MM-dd"),
        LocatedTimestamp located => $"{Instants.Format(located.Utc)} in {located.Zone}",
        double real => real.ToString("R"),
        _ => value.ToString()!,
    };
}
