using Kumiko;

namespace Recipes.NestedWrite;

// An order and its lines in one request: all of it, or nothing.

public sealed class Order : Entity
{
    [Text(MaxLength = 80)]
    public required string Customer { get; set; }
}

public sealed class OrderLine : Entity
{
    [Reference<Order>, Filterable]
    public required Guid OrderId { get; set; }

    [Text(MaxLength = 40)]
    public required string Product { get; set; }

    [Number(Min = 1, Max = 1000)]
    public int Quantity { get; set; } = 1;
}

public sealed class OrdersFeature : Feature
{
    public override string Name => "orders";

    protected override void Define(FeatureBuilder r)
    {
        // The command orders:write:order:create takes a list under the relation's name:
        // { "customer": "Acme", "lines": [{ "product": "Lamp" }, { "product": "Desk", "quantity": 2 }] }
        r.Entity<Order>(e => e.HasMany<OrderLine>(line => line.OrderId, m => m
            .Named("lines")
            .NestedWrite()
            .OnDelete(OnDelete.Cascade)));
        r.Crud<Order>(write: Access.SignedIn, read: Access.SignedIn);

        // Each line goes through its own command create: its rule of access, its checks, its event. The reference to the order is filled in.
        r.Crud<OrderLine>(write: Access.Roles("Sales"), read: Access.SignedIn);
    }
}
