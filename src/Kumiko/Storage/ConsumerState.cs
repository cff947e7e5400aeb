namespace Kumiko.Storage;

/// <summary>What the database knows of a consumer.</summary>
public sealed record ConsumerState
{
    /// <summary>Which consumer it is.</summary>
    public required ConsumerKey Key { get; init; }

    /// <summary>The last event that it has dealt with.</summary>
    public required EventPosition Position { get; init; }

    /// <summary>Whether it may work.</summary>
    public required ConsumerStatus Status { get; init; }

    /// <summary>How often the next event was tried in vain.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it is tried again, by the database's clock; null for at once.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>What went wrong last, until an event succeeds.</summary>
    public string? LastError { get; init; }

    /// <summary>The node that works for it; null for none.</summary>
    public string? Owner { get; init; }

    /// <summary>Grows whenever the consumer changes hands or an operator intervenes. Whoever holds an older number can no longer move the cursor.</summary>
    public required long Fence { get; init; }

    /// <summary>Whether the owner's lease still holds, by the database's clock.</summary>
    public bool IsLeased { get; init; }

    /// <summary>When the row last changed, in UTC, by the database's clock.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}
