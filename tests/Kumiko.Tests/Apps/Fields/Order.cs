using System.Text.Json.Nodes;

namespace Kumiko.Tests.Apps.Fields;

public sealed class OrderLine
{
    [Text(MaxLength = 20)]
    public required string Product { get; set; }

    [Number(Min = 0)]
    public int Quantity { get; set; } = 1;

    public Money? UnitPrice { get; set; }

    [Decimal(9, 3)]
    public decimal? Weight { get; set; }

    public Money? Amount => UnitPrice * Quantity;

    public bool IsFree => UnitPrice is not { MinorUnits: > 0 };
}

/// <summary>Money, sums and clocks: what one field has to do with another.</summary>
public sealed class Order : Entity
{
    public string? Number { get; set; }

    public List<OrderLine> Lines { get; set; } = [];

    public Money? Total { get; set; }

    [TimeZone]
    public string Zone { get; set; } = "Europe/Berlin";

    [Timestamp(LocatedBy = nameof(Zone), Max = "2099-12-31T23:00:00Z"), Filterable]
    public DateTimeOffset? DeliverAt { get; set; }

    [Reference<Order>, Filterable]
    public List<Guid> Related { get; set; } = [];

    [Filterable]
    public List<Colour> Tags { get; set; } = [];

    public JsonObject? Notes { get; set; }

    [Filterable, Sortable]
    public Money? Budget { get; set; }

    public Colour? Mood { get; set; } = Colour.Blue;
}

public sealed class OrdersFeature : Feature
{
    public override string Name => "orders";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Order>(e => e
            .DefaultCurrency("EUR")
            .Total(o => o.Lines, l => l.Quantity)
            .Total(o => o.Lines, l => l.Weight)
            .Total(o => o.Lines, l => l.Amount)
            .TotalsMatch(o => o.Lines, l => l.Amount, o => o.Total));
        r.Crud<Order>(Access.SignedIn, Access.SignedIn);
    }
}
