namespace Kumiko.Sqlite;

/// <summary>Names as they stand in a statement.</summary>
internal static class Identifiers
{
    public static string Quoted(this string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string QuotedList(this IEnumerable<string> names) => string.Join(", ", names.Select(Quoted));

    /// <summary>?1, ?2, … as many as asked for.</summary>
    public static string Parameters(int count) => string.Join(", ", Enumerable.Range(1, count).Select(i => $"?{i}"));
}
