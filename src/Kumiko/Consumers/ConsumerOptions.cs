namespace Kumiko;

/// <summary>How a process works for consumers.</summary>
public sealed record ConsumerOptions
{
    /// <summary>Which consumers it works for; by default all.</summary>
    public Lane Lane { get; init; } = Lane.Both;

    /// <summary>The node's name; by default the machine's name, the process's number and a piece of chance. No two that live may share one.</summary>
    public string? NodeName { get; init; }

    /// <summary>
    /// How long a node that no longer answers keeps its consumers. With one heartbeat more, it is how long they stand still when a node dies.
    /// </summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(7);

    /// <summary>How often a node says that it lives, and looks how things stand. Less than half of <see cref="LeaseTime"/>.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many events a consumer works off, and commits, at once.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>
    /// After how many events a consumer without a table commits at the latest. So many of its effects outside the database may happen again after
    /// a crash.
    /// </summary>
    public int EffectsPerCommit { get; init; } = 100;

    /// <summary>After which time a consumer without a table commits at the latest, once the event at hand is done.</summary>
    public TimeSpan EffectsTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many consumers run their handlers at the same time.</summary>
    public int Concurrency { get; init; } = Math.Max(4, 2 * Environment.ProcessorCount);

    /// <summary>How long handlers have to end what they are doing when the process stops.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <exception cref="InvalidOperationException">Something does not fit together.</exception>
    internal void Check()
    {
        Require(PageSize >= 1, nameof(PageSize), "must be at least 1");
        Require(EffectsPerCommit >= 1, nameof(EffectsPerCommit), "must be at least 1");
        Require(Concurrency >= 1, nameof(Concurrency), "must be at least 1");
        Require(EffectsTime > TimeSpan.Zero, nameof(EffectsTime), "must be longer than nothing");
        Require(StopPatience >= TimeSpan.Zero, nameof(StopPatience), "must not be negative");
        Require(HeartbeatInterval > TimeSpan.Zero, nameof(HeartbeatInterval), "must be longer than nothing");
        Require(LeaseTime >= 2 * HeartbeatInterval, nameof(LeaseTime), $"must be at least twice the {nameof(HeartbeatInterval)}: one late heartbeat is no death");
        Require(NodeName is null || !string.IsNullOrWhiteSpace(NodeName), nameof(NodeName), "must not be blank");
    }

    private static void Require(bool holds, string option, string rule)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"{nameof(ConsumerOptions)}.{option} {rule}.");
        }
    }
}
