using System.Text.Json;

namespace Kumiko.Tests.Apps;

/// <summary>Expectations about answers, which are JSON.</summary>
internal static class JsonAssertions
{
    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>The same value, whatever the order of members.</summary>
    public static void ShouldBeJson(this JsonElement actual, string expected, string? hint = null) =>
        JsonElement.DeepEquals(actual, Json(expected)).ShouldBeTrue($"{hint} {actual.GetRawText()} should be {expected}");

    public static void ShouldBeJsonValues(this IEnumerable<JsonElement> actual, IReadOnlyList<string> expected, string hint)
    {
        var values = actual.ToList();
        (values.Count == expected.Count && values.Zip(expected).All(pair => JsonElement.DeepEquals(pair.First, Json(pair.Second))))
            .ShouldBeTrue($"{hint}: [{string.Join(", ", values.Select(v => v.GetRawText()))}] should be [{string.Join(", ", expected)}]");
    }

    public static IReadOnlyList<JsonElement> Items(this JsonElement array) => [.. array.EnumerateArray()];

    public static JsonElement Member(this JsonElement json, string path) => path.Split('.').Aggregate(json, (j, name) => j.GetProperty(name));

    public static string? Text(this JsonElement json, string path) => json.Member(path).GetString();

    public static Guid Id(this JsonElement json) => json.GetProperty("id").GetGuid();

    public static long Version(this JsonElement json) => json.GetProperty("version").GetInt64();
}
