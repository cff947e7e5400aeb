using Kumiko.Storage;

namespace Kumiko;

/// <summary>How a consumer with a cursor stands.</summary>
public sealed record ConsumerReport
{
    /// <summary>The qualified name: <c>tickets:projection:escalation</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The feature that declares it; null when none does any more, and only the cursor is left.</summary>
    public string? Feature { get; init; }

    /// <summary>Whether it has a table, which a rebuild can derive anew.</summary>
    public required bool HasTable { get; init; }

    /// <summary>Which nodes get an event; null when no feature declares it.</summary>
    public Delivery? Delivery { get; init; }

    /// <summary>What kind of node it runs on; null when no feature declares it.</summary>
    public Lane? Lane { get; init; }

    /// <summary>Whether it may work.</summary>
    public required ConsumerStatus Status { get; init; }

    /// <summary>The last event that it has dealt with.</summary>
    public required EventPosition Position { get; init; }

    /// <summary>How many events it still has to deal with, of the types that it handles.</summary>
    public required long LagEvents { get; init; }

    /// <summary>How long ago the next of them was recorded; zero when there is none.</summary>
    public required TimeSpan Lag { get; init; }

    /// <summary>How often the next event was tried in vain.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it is tried again, in UTC; null for at once, or for never by itself.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>What went wrong last, until an event succeeds.</summary>
    public string? LastError { get; init; }

    /// <summary>How many dead letters it has.</summary>
    public required long DeadLetters { get; init; }

    /// <summary>The node that works for it; null for none.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether the owner's lease still holds.</summary>
    public required bool IsLeased { get; init; }

    /// <summary>When anything about it last changed in the database, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
