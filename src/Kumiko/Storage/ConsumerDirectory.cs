namespace Kumiko.Storage;

/// <summary>
/// The cursors of all consumers, and who works for them. Leases end by the database's clock, so that nodes whose clocks differ agree.
/// Every call is one round trip and a transaction of its own.
/// </summary>
public abstract class ConsumerDirectory
{
    /// <summary>Adds cursors that do not exist yet; existing ones stay as they are.</summary>
    public abstract Task Register(IReadOnlyCollection<ConsumerKey> consumers, EventPosition start, CancellationToken cancellation = default);

    /// <summary>Reads all cursors, in the order of names.</summary>
    public abstract Task<IReadOnlyList<ConsumerState>> Read(CancellationToken cancellation = default);

    /// <summary>
    /// Says that a node lives, prolongs the leases that it holds, forgets nodes whose time is over, and tells how things stand.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="lease">How long the node, and its leases, count as alive from now on.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public abstract Task<ClusterView> Heartbeat(NodeInfo node, TimeSpan lease, CancellationToken cancellation = default);

    /// <summary>
    /// Takes a consumer that nobody holds, or whose lease has ended: its time is over and its owner gives no sign of life. Whoever holds it
    /// already may take it anew, and gets another fence.
    /// </summary>
    /// <returns>The new fence, or null when somebody else holds it.</returns>
    public abstract Task<long?> TryTake(ConsumerKey consumer, string node, TimeSpan lease, CancellationToken cancellation = default);

    /// <summary>Gives a consumer back, if the fence is still the current one.</summary>
    public abstract Task Release(ConsumerKey consumer, long fence, CancellationToken cancellation = default);

    /// <summary>Removes a node and gives back everything that it holds.</summary>
    public abstract Task Leave(string node, CancellationToken cancellation = default);

    /// <summary>Notes a failed attempt, if the fence is still the current one.</summary>
    /// <param name="consumer">The consumer.</param>
    /// <param name="fence">The fence that the caller got.</param>
    /// <param name="failure">What happened, and how it goes on.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether it was noted.</returns>
    public abstract Task<bool> RecordFailure(ConsumerKey consumer, long fence, ConsumerFailure failure, CancellationToken cancellation = default);

    /// <summary>
    /// Changes a consumer by an operator's hand. Attempts, last error and next attempt are cleared, and the fence grows: whoever works for it
    /// has lost it and must take it anew.
    /// </summary>
    /// <returns>The state afterwards; null when there is no such consumer.</returns>
    public abstract Task<ConsumerState?> Change(ConsumerKey consumer, ConsumerChange change, CancellationToken cancellation = default);

    /// <summary>Removes a cursor that no feature declares any more.</summary>
    public abstract Task Remove(ConsumerKey consumer, CancellationToken cancellation = default);

    /// <summary>Reads dead letters, oldest first.</summary>
    public abstract Task<IReadOnlyList<DeadLetter>> ReadDeadLetters(DeadLetterQuery query, CancellationToken cancellation = default);

    /// <summary>Counts the dead letters of each consumer that has some.</summary>
    public abstract Task<IReadOnlyDictionary<string, long>> CountDeadLetters(CancellationToken cancellation = default);
}

/// <summary>A node of the cluster.</summary>
/// <param name="Name">Unique among the nodes that live at the same time.</param>
/// <param name="Lanes">What kinds of consumers it works for, as names separated by commas.</param>
public sealed record NodeInfo(string Name, string Lanes);

/// <summary>How things stand at one moment.</summary>
/// <param name="Nodes">The nodes that live, the caller included, in the order of names.</param>
/// <param name="Consumers">All cursors, in the order of names.</param>
public sealed record ClusterView(IReadOnlyList<NodeInfo> Nodes, IReadOnlyList<ConsumerState> Consumers);

/// <summary>A failed attempt.</summary>
/// <param name="Error">What went wrong.</param>
/// <param name="Attempts">How often the event was tried by now.</param>
/// <param name="Pause">How long to wait before the next attempt.</param>
/// <param name="Status">Whether the consumer may go on by itself.</param>
public sealed record ConsumerFailure(string Error, int Attempts, TimeSpan Pause, ConsumerStatus Status);

/// <summary>What an operator changes; what is null stays.</summary>
public sealed record ConsumerChange
{
    /// <summary>Whether it may work.</summary>
    public ConsumerStatus? Status { get; init; }

    /// <summary>Where it goes on.</summary>
    public EventPosition? Position { get; init; }
}
