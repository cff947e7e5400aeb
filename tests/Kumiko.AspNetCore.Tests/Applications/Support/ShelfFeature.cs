using System.Text.Json.Nodes;

namespace Kumiko.AspNetCore.Tests.Applications;

public enum Shade
{
    Light,
    VeryDark,
}

public sealed class Label
{
    [Text(MaxLength = 1000)]
    public required string Text { get; set; }

    public int? Number { get; set; }

    public Shade Shade { get; set; }
}

/// <summary>A field of every type, filterable and sortable where that is possible.</summary>
public sealed class Item : Entity
{
    [Text(MaxLength = 1000), Filterable, Sortable]
    public required string Title { get; set; }

    [Text(Format = TextFormat.Email), Filterable, Sortable]
    public string? Email { get; set; }

    [LongText]
    public string? Description { get; set; }

    [Filterable, Sortable]
    public bool? IsNew { get; set; }

    [Filterable, Sortable]
    public int? Count { get; set; }

    [Filterable, Sortable]
    public long? Large { get; set; }

    [Filterable, Sortable]
    public double? Real { get; set; }

    [Decimal(20, 6), Filterable, Sortable]
    public decimal? Weight { get; set; }

    [Filterable, Sortable]
    public Money? Price { get; set; }

    [Filterable, Sortable]
    public DateOnly? Day { get; set; }

    [Filterable, Sortable]
    public DateTimeOffset? At { get; set; }

    [Filterable, Sortable]
    public LocatedTimestamp? Opening { get; set; }

    [TimeZone, Filterable]
    public string? Zone { get; set; }

    [Filterable, Sortable]
    public Shade? Shade { get; set; }

    [Select("small", "large"), Filterable]
    public string? Size { get; set; }

    [Filterable]
    public List<Shade>? Shades { get; set; }

    [Filterable]
    public Guid? Code { get; set; }

    [Reference<Item>, Filterable]
    public Guid? Neighbour { get; set; }

    [Reference<Item>, Filterable]
    public List<Guid>? Others { get; set; }

    public Label? Label { get; set; }

    public List<Label>? Labels { get; set; }

    public JsonObject? Extra { get; set; }
}

/// <summary>With a unique text and soft delete.</summary>
public sealed class Tag : Entity
{
    [Text(MaxLength = 1000), Filterable, Sortable]
    public required string Name { get; set; }

    public int Uses { get; set; }
}

public sealed record UseTag(Guid Id, [property: Number(Min = 1, Max = 10)] int Times, string? Why, List<string>? Words, Label? Label, Money? Cost);

public sealed record FindTags(string? Prefix, List<int>? Numbers, DateOnly? Day);

/// <summary>Filled behind the commands.</summary>
public sealed class TagUse
{
    public required Guid Id { get; set; }

    public int Times { get; set; }
}

public sealed record UsesOfTag(Guid Id);

public sealed record TagUsed(string? Why, int Times);

/// <summary>Everything that a request can reach.</summary>
public sealed class ShelfFeature : Feature
{
    public override string Name => "shelf";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Item>(e => e.DefaultCurrency("EUR"));
        r.Entity<Tag>(e => e.SoftDelete().UniqueAmongExisting(t => t.Name));
        r.Crud<Item>(write: Access.Roles("Keeper"), read: Access.SignedIn);
        r.Crud<Tag>(write: Access.Roles("Keeper", "Helper"), read: Access.SignedIn);
        r.DefineEvent<TagUsed>("tag-used");
        r.WriteHandler<UseTag>("tag:use", Access.Roles("Keeper"), async (use, ctx) =>
        {
            var tag = await ctx.Update<Tag>(use.Id, t => t.Uses += use.Times);
            await ctx.Append(tag, new TagUsed(use.Why, use.Times));
            return new { tag, use.Words, use.Label, use.Cost };
        });
        r.MultiStreamProjection<TagUse>("tag-uses", p => p
            .On<TagUsed>((e, ctx) => ctx.Rows.Increment(new TagUse { Id = e.AggregateId }, t => t.Times, e.Data.Times)));
        r.QueryHandler<UsesOfTag>("tag:uses", Access.SignedIn, async (query, ctx) => await ctx.Rows<TagUse>().Find(new TagUse { Id = query.Id }));
        r.QueryHandler<FindTags>("tag:find", Access.SignedIn, async (find, ctx) =>
            await ctx.Query<Tag>().Where(t => t.Name.StartsWith(find.Prefix ?? "")).ToList());
    }
}
