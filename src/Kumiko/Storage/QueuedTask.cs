namespace Kumiko.Storage;

/// <summary>Work that is to be done after the commit that it is written with.</summary>
public sealed record NewTask
{
    /// <summary>The task's id, the same for every attempt; ids grow with time.</summary>
    public required Guid Id { get; init; }

    /// <summary>The tenant in which the work happens.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>What is to be done: the qualified name of a kind of task.</summary>
    public required string Kind { get; init; }

    /// <summary>What the kind needs to know: a JSON object.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>On whose behalf, and in which request: a JSON object.</summary>
    public required ReadOnlyMemory<byte> Context { get; init; }

    /// <summary>When it was queued, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it may be done at the earliest, in UTC.</summary>
    public required DateTimeOffset DueAt { get; init; }
}

/// <summary>A task as it stands in the queue.</summary>
public sealed record QueuedTask
{
    /// <summary>What was queued. The due time is that of the next attempt.</summary>
    public required NewTask Task { get; init; }

    /// <summary>How often it was begun.</summary>
    public required int Attempts { get; init; }

    /// <summary>What went wrong last; null while nothing did.</summary>
    public string? LastError { get; init; }

    /// <summary>When it was given up, in UTC; null while it is tried.</summary>
    public DateTimeOffset? DeadAt { get; init; }

    /// <summary>The node that has begun it; null for none.</summary>
    public string? Owner { get; init; }

    /// <summary>Grows each time somebody takes it: whoever has an older one has lost it.</summary>
    public required long Fence { get; init; }

    /// <summary>Whether the owner's time has not ended.</summary>
    public required bool IsLeased { get; init; }
}

/// <summary>What a node wants to work for.</summary>
/// <param name="Owner">The node's name.</param>
/// <param name="Kinds">The kinds that it knows.</param>
/// <param name="Now">Tasks that are due later stay.</param>
/// <param name="Lease">How long nobody else gets them.</param>
/// <param name="Limit">How many at the most.</param>
public sealed record TaskClaim(string Owner, IReadOnlyCollection<string> Kinds, DateTimeOffset Now, TimeSpan Lease, int Limit);

/// <summary>A failed attempt.</summary>
/// <param name="Error">What went wrong.</param>
/// <param name="DueAt">When it is tried again.</param>
/// <param name="DeadAt">When it was given up; null when it is tried again.</param>
public sealed record TaskFailure(string Error, DateTimeOffset DueAt, DateTimeOffset? DeadAt = null);

/// <summary>Which tasks to read, or to revive.</summary>
public sealed record TaskQuery
{
    /// <summary>When given, only those of this kind.</summary>
    public string? Kind { get; init; }

    /// <summary>When given, only this one.</summary>
    public Guid? Id { get; init; }

    /// <summary>Whether only those count that were given up.</summary>
    public bool OnlyDead { get; init; }

    /// <summary>How many at the most.</summary>
    public int Limit { get; init; } = 100;
}

/// <summary>How many tasks of a kind there are.</summary>
/// <param name="Kind">The kind's qualified name.</param>
/// <param name="Waiting">Those that are still tried, begun or not.</param>
/// <param name="Dead">Those that were given up.</param>
/// <param name="OldestDueAt">When the first of those that wait became due, or will; null when none waits.</param>
public sealed record TaskCount(string Kind, long Waiting, long Dead, DateTimeOffset? OldestDueAt);
