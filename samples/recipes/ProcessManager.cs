using Kumiko;

namespace Recipes.ProcessManager;

// Order, payment, shipment: a process over three kinds of records. Each step reacts to the event of the step before.

public sealed class Order : Entity
{
    [Text(MaxLength = 120)]
    public required string Article { get; set; }

    [Decimal(12, 2)]
    public decimal Total { get; set; }
}

public sealed class Payment : Entity
{
    [Filterable]
    public required Guid OrderId { get; set; }

    [Decimal(12, 2)]
    public decimal Amount { get; set; }

    public bool IsReceived { get; set; }
}

public sealed class Shipment : Entity
{
    [Filterable]
    public required Guid OrderId { get; set; }

    [Text(MaxLength = 120)]
    public required string Article { get; set; }
}

public sealed record PaymentReceived(Guid OrderId);

public sealed record ShipmentPrepared(Guid ShipmentId);

public sealed record ReceivePayment(Guid Id);

public sealed record EventsOf(Guid Id);

/// <summary>An event as the process left it: what happened, what caused it, and to which undertaking it belongs.</summary>
public sealed record Step(string Id, string Type, string? CausedBy, string? Correlation);

public sealed class FulfilmentFeature : Feature
{
    public override string Name => "fulfilment";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Order>();
        r.Crud<Order>(write: Access.SignedIn, read: Access.SignedIn);
        r.Entity<Payment>();
        r.Crud<Payment>(write: Access.SignedIn, read: Access.SignedIn);
        r.Entity<Shipment>();
        r.Crud<Shipment>(write: Access.SignedIn, read: Access.SignedIn);
        r.DefineEvent<PaymentReceived>("payment-received");
        r.DefineEvent<ShipmentPrepared>("shipment-prepared");

        r.WriteHandler<ReceivePayment>("payment:receive", Access.SignedIn, async (command, ctx) =>
        {
            var payment = await ctx.Get<Payment>(command.Id);
            await ctx.Update(payment, p => p.IsReceived = true);
            await ctx.Append(payment, new PaymentReceived(payment.OrderId));
        });

        // What the handlers write is committed with the consumer's place in the log: no order is billed twice, and none is forgotten.
        r.MultiStreamProjection("fulfilment", p => p
            .On<Created<Order>>(async (e, ctx) =>
                await ctx.Create(new Payment { OrderId = e.AggregateId, Amount = e.Data.Record.Total }))
            .On<PaymentReceived>(async (e, ctx) =>
            {
                var order = await ctx.Get<Order>(e.Data.OrderId);
                var shipment = await ctx.Create(new Shipment { OrderId = order.Id, Article = order.Article });
                await ctx.Append(order, new ShipmentPrepared(shipment.Id));
            }));

        // Every event knows the one that caused it, and all of them share the correlation of the request that began.
        r.QueryHandler<EventsOf>("steps", Access.SignedIn, async (query, ctx) =>
            (await ctx.LoadTypedEvents(query.Id))
                .Select(e => new Step(e.Id, e.Type, e.Metadata.CausationId, e.Metadata.CorrelationId))
                .ToList());
    }
}
