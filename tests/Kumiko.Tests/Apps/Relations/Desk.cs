namespace Kumiko.Tests.Apps.Relations;

public sealed class Good : Entity
{
    public required string Name { get; set; }
}

/// <summary>Created together with its items and, of another kind, its notes.</summary>
public sealed class Purchase : Entity
{
    [Text(MaxLength = 20)]
    public required string Number { get; set; }
}

public sealed class PurchaseItem : Entity
{
    [Reference<Purchase>, Filterable]
    public required Guid PurchaseId { get; set; }

    [Reference<Good>]
    public Guid? GoodId { get; set; }

    [Text(MaxLength = 10)]
    public required string Sku { get; set; }

    [Number(Min = 1)]
    public int Count { get; set; } = 1;

    [WritableBy("Clerk"), Number(Min = 0, Max = 100)]
    public int? Discount { get; set; }
}

public sealed class PurchaseNote : Entity
{
    [Reference<Purchase>]
    public Guid? PurchaseId { get; set; }

    public required string Text { get; set; }
}

public sealed class DeskFeature : Feature
{
    public override string Name => "desk";

    protected override void Define(FeatureBuilder r)
    {
        r.Crud<Good>(Access.SignedIn, Access.SignedIn);
        r.Entity<Purchase>(e => e
            .HasMany<PurchaseItem>(i => i.PurchaseId, m => m.Named("items").OnDelete(OnDelete.Cascade).NestedWrite())
            .HasMany<PurchaseNote>(n => n.PurchaseId, m => m.Named("notes").NestedWrite()));
        r.Crud<Purchase>(Access.SignedIn, Access.SignedIn);
        r.Entity<PurchaseItem>(e => e.Unique(i => i.PurchaseId, i => i.Sku));
        r.Crud<PurchaseItem>(Access.SignedIn, Access.SignedIn);
        r.Crud<PurchaseNote>(Access.Roles("Clerk"), Access.SignedIn);
    }
}
