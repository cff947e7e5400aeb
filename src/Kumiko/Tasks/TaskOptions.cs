namespace Kumiko;

/// <summary>
/// How a process does what is to be done after commits. Only nodes whose <see cref="ConsumerOptions.Lane"/> includes <see cref="Lane.Worker"/> do any.
/// </summary>
public sealed record TaskOptions
{
    /// <summary>How many tasks run at the same time.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>
    /// How often the queue is looked at. What this process commits itself is begun at once; this is for what others queued, and for what is due again.
    /// </summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long tasks of a node that no longer answers wait before another one begins them anew.</summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long tasks have to end when the process stops. What has not ended then is begun anew by another node.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <exception cref="InvalidOperationException">Something does not fit together.</exception>
    internal void Check()
    {
        Require(Concurrency >= 1, nameof(Concurrency), "must be at least 1");
        Require(PollInterval > TimeSpan.Zero, nameof(PollInterval), "must be longer than nothing");
        Require(LeaseTime > TimeSpan.Zero, nameof(LeaseTime), "must be longer than nothing");
        Require(StopPatience >= TimeSpan.Zero, nameof(StopPatience), "must not be negative");
    }

    private static void Require(bool holds, string option, string rule)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"{nameof(TaskOptions)}.{option} {rule}.");
        }
    }
}
