using Kumiko.Storage;

namespace Kumiko;

/// <summary>A projection as the registry knows it: rows that change in the transaction of the command whose events they follow from.</summary>
public sealed class ProjectionDefinition
{
    private readonly RowFactory _factory;

    internal ProjectionDefinition(string name, FeatureDefinition feature, RowDefinition rows, RowFactory factory, EventSubscriptions subscriptions, IReadOnlyList<string> sources)
    {
        Name = name;
        Feature = feature;
        Rows = rows;
        Sources = sources;
        Subscriptions = subscriptions;
        _factory = factory;
    }

    /// <summary>The qualified name: <c>tickets:projection:solved-per-day</c>.</summary>
    public string Name { get; }

    /// <summary>The feature that declares it.</summary>
    public FeatureDefinition Feature { get; }

    /// <summary>The C# class of the rows.</summary>
    public Type RowType => Rows.Schema.Type;

    /// <summary>The rows' fields.</summary>
    public RecordSchema Schema => Rows.Schema;

    /// <summary>The table that is derived from the events.</summary>
    public Table Table => Rows.Table;

    /// <summary>The types of the events that it handles, in the order of names.</summary>
    public IReadOnlyList<string> EventTypes => Subscriptions.EventTypes;

    /// <summary>The only kinds of aggregates whose events of the domain count; empty for all.</summary>
    public IReadOnlyList<string> Sources { get; }

    internal RowDefinition Rows { get; }

    internal EventSubscriptions Subscriptions { get; }

    /// <summary>Derives the changes of rows from a stored event and adds them to the unit.</summary>
    /// <param name="stored">The event.</param>
    /// <param name="table">The projection's table, or another one of its shape that is being filled.</param>
    /// <param name="services">Their unit takes the changes.</param>
    /// <param name="states">Knows the record that the event is about.</param>
    internal ValueTask Apply(StoredEvent stored, Table table, InvocationServices services, IEntityStates states) =>
        Subscriptions.Find(stored.Type, stored.AggregateType) is { } subscription
            ? subscription.Handle(
                stored, states, services.Events, _factory.RowsFor(Rows, table, services.Unit, stored.Stream.Tenant, services.Cancellation), services.Cancellation)
            : ValueTask.CompletedTask;
}
