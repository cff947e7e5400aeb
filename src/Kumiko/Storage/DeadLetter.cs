namespace Kumiko.Storage;

/// <summary>An event that a consumer could not deal with and was told to pass over.</summary>
public sealed record DeadLetter
{
    /// <summary>The letter's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The consumer's qualified name.</summary>
    public required string Consumer { get; init; }

    /// <summary>The event's place in the log.</summary>
    public required EventPosition Position { get; init; }

    /// <summary>The event's stream.</summary>
    public required StreamId Stream { get; init; }

    /// <summary>The event's version in its stream.</summary>
    public required StreamVersion Version { get; init; }

    /// <summary>The event's type.</summary>
    public required string EventType { get; init; }

    /// <summary>What failed.</summary>
    public required DeadLetterReason Reason { get; init; }

    /// <summary>What went wrong, for operators.</summary>
    public required string Error { get; init; }

    /// <summary>How often it was tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it was given up, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What failed about an event.</summary>
public enum DeadLetterReason
{
    /// <summary>The consumer's handler threw.</summary>
    Handler,

    /// <summary>The event could not be brought to its type's current version.</summary>
    Migration,
}

/// <summary>Which dead letters to read.</summary>
public sealed record DeadLetterQuery
{
    /// <summary>When given, only those of this consumer.</summary>
    public string? Consumer { get; init; }

    /// <summary>When given, only this one.</summary>
    public Guid? Id { get; init; }

    /// <summary>How many at the most.</summary>
    public int Limit { get; init; } = 100;
}
