using Kumiko.Storage;

namespace Kumiko;

/// <summary>A consumer as the registry knows it: it follows the log behind the commands, with a cursor of its own.</summary>
public sealed class ConsumerDefinition : IWorkOwner
{
    private readonly RowFactory? _factory;

    internal ConsumerDefinition(string name, FeatureDefinition feature, EventSubscriptions subscriptions, RowDefinition? rows, ProjectionDeclaration declaration)
    {
        Name = name;
        Feature = feature;
        Rows = rows;
        Subscriptions = subscriptions;
        Delivery = declaration.Delivery;
        Lane = declaration.Lane;
        Failure = declaration.Failure;
        _factory = declaration.Rows;
    }

    /// <summary>The qualified name, which is also its cursor's: <c>tickets:projection:escalation</c>.</summary>
    public string Name { get; }

    /// <summary>The feature that declares it.</summary>
    public FeatureDefinition Feature { get; }

    /// <summary>The C# class of the rows; null for a consumer without a table.</summary>
    public Type? RowType => Rows?.Schema.Type;

    /// <summary>The table that is derived from the events; null for none.</summary>
    public Table? Table => Rows?.Table;

    /// <summary>The types of the events that it handles, in the order of names.</summary>
    public IReadOnlyList<string> EventTypes => Subscriptions.EventTypes;

    /// <summary>Which nodes get an event.</summary>
    public Delivery Delivery { get; }

    /// <summary>What kind of node it runs on.</summary>
    public Lane Lane { get; }

    /// <summary>What happens when a handler throws.</summary>
    public FailurePolicy Failure { get; }

    internal RowDefinition? Rows { get; }

    internal EventSubscriptions Subscriptions { get; }

    /// <summary>Whether there is a handler for an event.</summary>
    internal bool Handles(StoredEvent stored) => Subscriptions.Find(stored.Type, stored.AggregateType) is not null;

    /// <summary>What the handler of an event works with.</summary>
    /// <param name="services">What the handlers of one unit of work share, with <see cref="DeliveredEvent.CallerOf"/> as the caller.</param>
    /// <param name="delivered">The event.</param>
    internal ConsumerContext ContextFor(InvocationServices services, DeliveredEvent delivered) =>
        _factory is null ? new ConsumerContext(services, this, delivered) : _factory.ContextFor(services, this, delivered);

    /// <summary>Brings an event to its handler, if there is one.</summary>
    internal ValueTask Handle(StoredEvent stored, ConsumerContext context) =>
        Subscriptions.Find(stored.Type, stored.AggregateType) is { } subscription
            ? subscription.Handle(stored, context.Delivered.States, context.Services.Events, context, context.Cancellation)
            : ValueTask.CompletedTask;
}
