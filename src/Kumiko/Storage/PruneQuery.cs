namespace Kumiko.Storage;

/// <summary>Which streams are removed: those whose last event is old enough, of the named kinds, and which every consumer has passed.</summary>
public sealed record PruneQuery
{
    /// <summary>The kinds of aggregates; at least one.</summary>
    public required IReadOnlyList<string> AggregateTypes { get; init; }

    /// <summary>A stream is removed when its last event was recorded before this instant.</summary>
    public required DateTimeOffset Before { get; init; }

    /// <summary>When given, only streams whose last event is of one of these types: they have ended.</summary>
    public IReadOnlyList<string>? EndingWith { get; init; }

    /// <summary>Whether nothing is removed and the result only says what would be.</summary>
    public bool CountOnly { get; init; }
}

/// <summary>What was removed, or what keeps it from being removed.</summary>
public sealed record PruneResult
{
    /// <summary>How many streams were removed, or would be where they were only counted.</summary>
    public required long Streams { get; init; }

    /// <summary>How many events were removed, or would be.</summary>
    public required long Events { get; init; }

    /// <summary>
    /// The consumers that have not passed the last of these events; then nothing was removed, or nothing more where a consumer was added or
    /// set back in the middle of the work.
    /// </summary>
    public IReadOnlyList<ConsumerState> HeldBackBy { get; init; } = [];
}
