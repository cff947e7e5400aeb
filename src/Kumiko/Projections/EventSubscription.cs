namespace Kumiko;

/// <summary>What a projection or a consumer does with one kind of event, before it is checked.</summary>
/// <param name="Data">The event's C# type: a declared payload, or <c>Created&lt;Ticket&gt;</c> and its siblings.</param>
/// <param name="Handle">The author's handler; takes the event without its payload, the payload, and the rows or the context to work with.</param>
internal sealed record SubscriptionDeclaration(Type Data, Func<EventHeader, object, object, ValueTask> Handle);

/// <summary>What a projection or a consumer does with one kind of event.</summary>
internal sealed class EventSubscription
{
    private readonly Func<EventHeader, object, object, ValueTask> _handle;

    public EventSubscription(EventDefinition definition, Func<EventHeader, object, object, ValueTask> handle)
    {
        Definition = definition;
        EventType = definition.Name;
        _handle = handle;
    }

    public EventSubscription(EntityLife life, Func<EventHeader, object, object, ValueTask> handle)
    {
        Life = life;
        EventType = life.EventType;
        _handle = handle;
    }

    public string EventType { get; }

    /// <summary>The event of the domain; null for one of an entity's life.</summary>
    public EventDefinition? Definition { get; }

    /// <summary>The event of an entity's life; null for one of the domain.</summary>
    public EntityLife? Life { get; }

    /// <summary>Brings a stored event to the author's handler, in the shape that is declared now.</summary>
    /// <param name="stored">The event.</param>
    /// <param name="states">Knows the record that it is about.</param>
    /// <param name="reader">Reads its payload.</param>
    /// <param name="target">The rows or the context to work with.</param>
    /// <param name="cancellation">Ends reading.</param>
    /// <exception cref="EventMigrationException">It cannot be read in the declared shape.</exception>
    public async ValueTask Handle(StoredEvent stored, IEntityStates states, EventReader reader, object target, CancellationToken cancellation)
    {
        object data;
        if (Life is { } life)
        {
            var (before, after) = await states.Around(life.Entity, stored, cancellation);
            if (life.Entity.Schema.Sealing is not null)
            {
                before = before is null ? null : await reader.Services.Unit.Open(life.Entity, before, cancellation);
                after = after is null ? null : await reader.Services.Unit.Open(life.Entity, after, cancellation);
            }

            data = life.DataOf(before, after);
        }
        else
        {
            data = await Definition!.Read(stored, reader);
        }

        await _handle(EventHeader.Of(stored), data, target);
    }
}
