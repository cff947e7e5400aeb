namespace Kumiko;

/// <summary>Asks how the log and the nodes stand. Answers with a <see cref="LogStatus"/>.</summary>
public sealed record GetLogStatus;

/// <summary>Lets the log forget whole streams; it cannot be undone. Answers with a <see cref="RetentionResult"/>.</summary>
/// <param name="AggregateTypes">The kinds of aggregates.</param>
/// <param name="OlderThanDays">How many days ago a stream's last event must have been recorded.</param>
/// <param name="Streams">Which streams of these kinds.</param>
/// <param name="AcceptingThatRebuildsForget">Why it does not matter that later rebuilds will not know these events, where projections are derived from them.</param>
/// <param name="DryRun">Whether nothing is removed, and the answer only says what would be.</param>
public sealed record PruneLog(
    [property: Items(Min = 1)] IReadOnlyList<string> AggregateTypes,
    [property: Number(Min = 1, Max = 36_500)] int OlderThanDays,
    RetentionScope Streams = RetentionScope.Ended,
    [property: Text(MaxLength = 1000)] string? AcceptingThatRebuildsForget = null,
    bool DryRun = false);
