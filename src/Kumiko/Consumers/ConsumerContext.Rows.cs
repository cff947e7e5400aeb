namespace Kumiko;

/// <summary>As <see cref="ConsumerContext"/>, for a consumer with a table.</summary>
/// <typeparam name="TRow">The class of the rows.</typeparam>
public sealed class ConsumerContext<TRow> : ConsumerContext
    where TRow : class
{
    internal ConsumerContext(InvocationServices services, ConsumerDefinition consumer, DeliveredEvent delivered)
        : base(services, consumer, delivered) =>
        Rows = new ProjectionRows<TRow>(
            consumer.Rows!, delivered.Shadow ?? consumer.Rows!.Table, services.Unit, delivered.Stored.Stream.Tenant, services.Cancellation);

    /// <summary>The consumer's rows in the tenant of the event.</summary>
    public ProjectionRows<TRow> Rows { get; }
}
