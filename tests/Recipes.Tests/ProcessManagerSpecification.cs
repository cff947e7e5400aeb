using Recipes.ProcessManager;

namespace Recipes.Tests;

public abstract class ProcessManagerSpecification(Databases databases) : RecipeSpecification(databases)
{
    [Fact]
    public async Task An_order_is_billed_and_shipped_when_it_is_paid()
    {
        var app = await Start(new FulfilmentFeature());
        var clerk = app.As("Clerk");
        var order = await clerk.Create(new Order { Article = "Rain coat", Total = 89.90m });
        await app.DrainConsumers(Cancellation);
        var payment = (await clerk.List<Payment>()).Rows.ShouldHaveSingleItem();
        (payment.OrderId, payment.Amount, payment.IsReceived).ShouldBe((order.Id, 89.90m, false));
        (await clerk.List<Shipment>()).Rows.ShouldBeEmpty();

        await clerk.Write(new ReceivePayment(payment.Id));
        await app.DrainConsumers(Cancellation);

        var shipment = (await clerk.List<Shipment>()).Rows.ShouldHaveSingleItem();
        (shipment.OrderId, shipment.Article).ShouldBe((order.Id, "Rain coat"));
    }

    [Fact]
    public async Task Every_event_names_its_cause_and_the_undertaking_that_it_belongs_to()
    {
        var app = await Start(new FulfilmentFeature());
        var clerk = app.As("Clerk");
        var order = await clerk.Create(new Order { Article = "Rain coat", Total = 89.90m });
        await app.DrainConsumers(Cancellation);
        var payment = (await clerk.List<Payment>()).Rows[0];
        await clerk.Write(new ReceivePayment(payment.Id));
        await app.DrainConsumers(Cancellation);

        var orders = await clerk.Query<List<Step>>(new EventsOf(order.Id));
        var payments = await clerk.Query<List<Step>>(new EventsOf(payment.Id));

        orders.Select(step => step.Type).ShouldBe(["order.created", "fulfilment:event:shipment-prepared"]);
        payments.Select(step => step.Type).ShouldBe(["payment.created", "payment.updated", "fulfilment:event:payment-received"]);
        payments[0].CausedBy.ShouldBe(orders[0].Id);
        payments[0].Correlation.ShouldBe(orders[0].Correlation);

        // The payment came with a request of its own, and what follows belongs to that one.
        payments[2].CausedBy.ShouldBeNull();
        orders[1].CausedBy.ShouldBe(payments[2].Id);
        orders[1].Correlation.ShouldBe(payments[2].Correlation);
    }
}
