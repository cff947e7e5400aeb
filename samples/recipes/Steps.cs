using Kumiko;

namespace Recipes.Steps;

// A command as a list of steps: built once, when the application starts, so that the registry knows what the command reads and writes before anybody
// calls it. At run time the steps go one after the other, in one transaction, under the same rules as every handler.

public sealed class Customer : Entity
{
    [Text(MaxLength = 80)]
    public required string Name { get; set; }

    [Number(Min = 0, Max = 100)]
    public int Discount { get; set; }
}

public enum OrderState { Placed, OnHold, Released }

public sealed class Order : Entity
{
    [Reference<Customer>]
    public required Guid CustomerId { get; set; }

    public required decimal Total { get; set; }

    [Filterable]
    public OrderState State { get; set; } = OrderState.Placed;
}

public sealed class OrderLine : Entity
{
    [Reference<Order>, Filterable]
    public required Guid OrderId { get; set; }

    [Text(MaxLength = 40)]
    public required string Product { get; set; }

    public int Quantity { get; set; } = 1;
}

public sealed record Item
{
    [Text(MaxLength = 40)]
    public required string Product { get; init; }

    public required decimal Price { get; init; }

    [Number(Min = 1, Max = 100)]
    public int Quantity { get; init; } = 1;
}

public sealed record PlaceOrder(Guid CustomerId, List<Item> Items);

public sealed record ReleaseOrders(Guid CustomerId);

public sealed record OrderHeld(string Why);

public sealed class OrdersFeature : Feature
{
    public override string Name => "orders";

    protected override void Define(FeatureBuilder r)
    {
        // What reaches beyond the feature's own records is said at its head.
        r.Requires().Step(StepKind.Webhook).Step(StepKind.Mail);

        r.Crud<Customer>(write: Access.SignedIn, read: Access.SignedIn);
        r.Crud<OrderLine>(write: Access.Roles("Admin"), read: Access.SignedIn);
        r.Entity<Order>(e => e.Transitions(o => o.State, s => s
            .Starts(OrderState.Placed)
            .From(OrderState.Placed).To(OrderState.OnHold)
            .From(OrderState.OnHold).To(OrderState.Released)));
        r.Crud<Order>(write: Access.Roles("Admin"), read: Access.SignedIn);
        r.DefineEvent<OrderHeld>("order-held");

        // Each step has a name. What it results in is a handle: s.Get(customer) is the record, and its type is known to the compiler.
        r.WriteHandler<PlaceOrder>("order:place", Access.Roles("Agent"), perform: p =>
        {
            var customer = p.Read<Customer>("customer", s => s.Command.CustomerId);
            var total = p.Compute("total", s => s.Command.Items.Sum(i => i.Price * i.Quantity) * (100 - s.Get(customer).Discount) / 100);
            var order = p.Create("order", s => new Order { CustomerId = s.Get(customer).Id, Total = s.Get(total) });

            p.ForEach("items", s => s.Command.Items, (item, each) => each
                .Create("line", s => new OrderLine { OrderId = s.Get(order).Id, Product = s.Get(item).Product, Quantity = s.Get(item).Quantity }));

            p.Branch("large", s => s.Get(total) > 1000, then =>
            {
                then.Update("hold", order, (o, _) => o.State = OrderState.OnHold);
                then.Mail("ask", s => new Mail { To = ["sales@example.com"], Subject = $"{s.Get(customer).Name} orders for {s.Get(total)}", Text = "Please release it." });
                then.Append("note", order, s => new OrderHeld($"{s.Get(total)} is much for {s.Get(customer).Name}"));
            });

            // Made now, kept with the order, and sent once that is committed: when anything fails, the stock hears nothing.
            p.Webhook("announce", s => new Webhook("https://stock.example.com/orders")
            {
                Body = new { s.Get(order).Id, s.Command.Items },
                Credential = WebhookCredential.Bearer("stock"),
            });

            p.Return(order);
        });

        // What one of the orders refuses takes back all of them.
        r.WriteHandler<ReleaseOrders>("order:release", Access.Roles("Manager"), perform: p =>
        {
            var held = p.FindMany<Order>("held", s => o => o.CustomerId == s.Command.CustomerId && o.State == OrderState.OnHold);
            p.ForEach("each", held, (order, each) => each.Update("release", order, (o, _) => o.State = OrderState.Released));
            p.Return(s => s.Get(held).Count);
        });
    }
}
