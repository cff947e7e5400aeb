namespace Kumiko.Postgres;

/// <summary>The one place where names get into SQL text. Values never do: they are parameters.</summary>
internal static class Sql
{
    public const string Events = "kumiko_events";
    public const string PositionSequence = $"{Events}_position_seq";
    public const string Answers = "kumiko_answers";
    public const string Snapshots = "kumiko_snapshots";
    public const string Consumers = "kumiko_consumers";
    public const string Nodes = "kumiko_nodes";
    public const string DeadLetters = "kumiko_dead_letters";
    public const string RateLimits = "kumiko_rate_limits";
    public const string Rebuilds = "kumiko_rebuilds";
    public const string Tasks = "kumiko_tasks";

    /// <summary>Quotes an identifier.</summary>
    public static string Name(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Quotes identifiers and joins them with commas.</summary>
    public static string Names(IEnumerable<string> identifiers) => string.Join(", ", identifiers.Select(Name));
}
