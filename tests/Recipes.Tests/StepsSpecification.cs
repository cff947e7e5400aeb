using System.Text.Json;
using Kumiko;
using Kumiko.Testing;
using Recipes.Steps;

namespace Recipes.Tests;

public abstract class StepsSpecification(Databases databases) : RecipeSpecification(databases)
{
    [Fact]
    public async Task An_order_and_its_lines_are_placed_together()
    {
        var app = await Start(new OrdersFeature());
        var customer = await app.As("Admin").Create(new Customer { Name = "Havsvind", Discount = 10 });

        var order = await Place(app, customer, new Item { Product = "Lamp", Price = 20, Quantity = 2 }, new Item { Product = "Desk", Price = 160 });

        order.Total.ShouldBe(180);
        order.State.ShouldBe(OrderState.Placed);
        (await app.As("Admin").List<OrderLine>()).Rows.Select(l => (l.OrderId, l.Product, l.Quantity)).ShouldBe([(order.Id, "Lamp", 2), (order.Id, "Desk", 1)]);
    }

    [Fact]
    public async Task A_large_order_waits_for_a_manager()
    {
        var app = await Start(new OrdersFeature());
        var customer = await app.As("Admin").Create(new Customer { Name = "Havsvind" });
        var order = await Place(app, customer, new Item { Product = "Boat", Price = 12_000 });
        order.State.ShouldBe(OrderState.OnHold);

        (await app.As("Manager").Write<int>(new ReleaseOrders(customer.Id))).ShouldBe(1);

        (await app.As("Admin").Detail<Order>(order.Id))!.State.ShouldBe(OrderState.Released);
        (await app.As("Admin").History<Order>(order.Id)).Count.ShouldBe(4);
    }

    [Fact]
    public async Task What_one_step_refuses_takes_back_all()
    {
        var app = await Start(new OrdersFeature());

        await app.As("Agent").Write(new PlaceOrder(Guid.CreateVersion7(), [new Item { Product = "Lamp", Price = 20 }])).ShouldThrowAsync<NotFoundException>();

        (await app.As("Admin").List<Order>()).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_stock_and_the_managers_hear_of_an_order_once_it_is_there()
    {
        var app = await Start(new OrdersFeature());
        var customer = await app.As("Admin").Create(new Customer { Name = "Havsvind" });

        var order = await Place(app, customer, new Item { Product = "Boat", Price = 12_000 });
        await app.As("Agent").Write(new PlaceOrder(Guid.CreateVersion7(), [new Item { Product = "Lamp", Price = 20 }])).ShouldThrowAsync<NotFoundException>();
        app.Webhooks.Attempts.ShouldBeEmpty();
        await app.DrainTasks();

        var webhook = app.Webhooks.Sent.ShouldHaveSingleItem();
        JsonElement.Parse(webhook.Body!).GetProperty("id").GetGuid().ShouldBe(order.Id);
        webhook.Headers["Authorization"].ShouldBe("Bearer of-the-stock");
        app.Mails.Sent.ShouldHaveSingleItem().Mail.Subject.ShouldStartWith("Havsvind orders for 12000");
    }

    [Fact]
    public async Task What_the_command_does_is_known_before_anybody_calls_it()
    {
        var app = await Start(new OrdersFeature());

        var steps = app.Registry.FindHandler("orders:write:order:place")!.Steps;

        steps.Select(s => $"{s.Kind} {s.Name}").ShouldBe(["Read customer", "Compute total", "Create order", "ForEach items", "Branch large", "Webhook announce", "Return return"]);
        steps[4].Bodies[0].Steps.Select(s => $"{s.Kind} {s.Entity}").ShouldBe(["Update order", "Mail ", "Append order"]);
    }

    private Task<TestApp> Start(OrdersFeature feature) =>
        Start(new TestAppOptions { Configure = o => o.Webhooks = new WebhookOptions { Secrets = name => "of-the-" + name } }, feature);

    private static Task<Order> Place(TestApp app, Customer customer, params List<Item> items) => app.As("Agent").Write<Order>(new PlaceOrder(customer.Id, items));
}
