using Kumiko.Storage;

namespace Kumiko;

/// <summary>What the author said of a projection or a consumer, before it is checked.</summary>
internal sealed class ProjectionDeclaration(string name, RowFactory? rows, SourceLocation? source)
{
    public string Name => name;

    /// <summary>Null for a consumer without a table.</summary>
    public RowFactory? Rows => rows;

    public SourceLocation? Source => source;

    public string? Table { get; set; }

    public List<Type> SourceEntities { get; } = [];

    public List<string> SourceTypes { get; } = [];

    public List<SubscriptionDeclaration> Subscriptions { get; } = [];

    public Delivery Delivery { get; set; } = Delivery.Shared;

    public Lane Lane { get; set; } = Lane.Worker;

    public FailurePolicy Failure { get; set; } = FailurePolicy.Stop;
}

/// <summary>Makes what needs the row's class as a type argument.</summary>
internal abstract class RowFactory
{
    public abstract Type Type { get; }

    /// <summary>The rows of one tenant, in a table of the definition's shape.</summary>
    public abstract object RowsFor(RowDefinition definition, Table table, UnitOfWork unit, TenantId tenant, CancellationToken cancellation);

    public abstract ConsumerContext ContextFor(InvocationServices services, ConsumerDefinition consumer, DeliveredEvent delivered);
}

internal sealed class RowFactory<TRow> : RowFactory
    where TRow : class
{
    public override Type Type => typeof(TRow);

    public override object RowsFor(RowDefinition definition, Table table, UnitOfWork unit, TenantId tenant, CancellationToken cancellation) =>
        new ProjectionRows<TRow>(definition, table, unit, tenant, cancellation);

    public override ConsumerContext ContextFor(InvocationServices services, ConsumerDefinition consumer, DeliveredEvent delivered) =>
        new ConsumerContext<TRow>(services, consumer, delivered);
}
