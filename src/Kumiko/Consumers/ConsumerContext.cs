namespace Kumiko;

/// <summary>
/// What the handler of a consumer can do: all that a command can, in the tenant of the event. What it writes is committed together with the
/// consumer's place in the log: once for each event, whatever happens. Effects on the world outside may be repeated; <see cref="DedupKey"/>
/// tells a repetition.
/// </summary>
public class ConsumerContext : WriteContext
{
    private readonly ConsumerDefinition _consumer;

    internal ConsumerContext(InvocationServices services, ConsumerDefinition consumer, DeliveredEvent delivered)
        : base(services, consumer, new Actor(delivered.Stored.Stream.Tenant, delivered.Stored.CreatedBy, services.Caller.Request))
    {
        _consumer = consumer;
        Delivered = delivered;
    }

    /// <summary>The event's place in the log.</summary>
    public EventPosition Position => Delivered.Stored.Position;

    /// <summary>The same for every delivery of the event to this consumer, and for no other: <c>consumer:position</c>.</summary>
    public string DedupKey => $"{_consumer.Name}:{Position}";

    /// <summary>The number of the attempt, from 1.</summary>
    public int Attempt => Delivered.Attempt;

    /// <summary>Whether the consumer's table is being derived anew. Then handlers must do nothing but change rows.</summary>
    public bool IsRebuild => Delivered.Shadow is not null;

    internal DeliveredEvent Delivered { get; }
}
