namespace Kumiko;

/// <summary>What an aggregate does with one kind of event.</summary>
internal sealed class AggregateFold
{
    public AggregateFold(EventDefinition definition, Func<object, EventHeader, object, object> apply)
    {
        Definition = definition;
        EventType = definition.Name;
        Apply = apply;
    }

    public AggregateFold(EntityLife life, Func<object, EventHeader, object, object> apply)
    {
        Life = life;
        EventType = life.EventType;
        Apply = apply;
    }

    public string EventType { get; }

    /// <summary>The event of the domain; null for one of an entity's life.</summary>
    public EventDefinition? Definition { get; }

    /// <summary>The event of an entity's life; null for one of the domain.</summary>
    public EntityLife? Life { get; }

    /// <summary>Makes the next state of the last one, the event without its payload, and the payload.</summary>
    public Func<object, EventHeader, object, object> Apply { get; }
}
