namespace Kumiko;

/// <summary>Which streams the log forgets. Whole streams only: what is left of a stream could not be folded.</summary>
public sealed record RetentionPolicy
{
    /// <summary>The kinds of aggregates; at least one.</summary>
    public required IReadOnlyList<string> AggregateTypes { get; init; }

    /// <summary>How long ago a stream's last event must have been recorded; more than nothing.</summary>
    public required TimeSpan OlderThan { get; init; }

    /// <summary>Which streams of these kinds.</summary>
    public RetentionScope Streams { get; init; }

    /// <summary>
    /// Why it does not matter that a later rebuild of projections will not know these events, in a sentence that an auditor understands. Needed where
    /// projections with a table are derived from them; null elsewhere.
    /// </summary>
    public string? AcceptingThatRebuildsForget { get; init; }

    /// <summary>Whether nothing is removed, and the result only says what would be.</summary>
    public bool DryRun { get; init; }
}
