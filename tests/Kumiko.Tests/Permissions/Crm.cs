namespace Kumiko.Tests.Permissions;

/// <summary>A record with every kind of rule: sellers see the deals of their regions and write their own, managers everything, nobody else anything.</summary>
public sealed class Deal : Entity
{
    [Filterable, Sortable]
    public required string Title { get; set; }

    [Filterable, Sortable]
    public string? Region { get; set; }

    [Filterable]
    public string? SellerId { get; set; }

    /// <summary>Sellers see that of their own deals.</summary>
    [Filterable, Sortable]
    public int? Margin { get; set; }

    [Filterable, Sortable, ReadableBy("Manager"), WritableBy("Manager")]
    public string? Remark { get; set; }

    public Terms? Terms { get; set; }

    public List<DealLine> Lines { get; set; } = [];

    [Reference<Campaign>]
    public Guid? CampaignId { get; set; }

    public string Summary => $"{Title}: {Remark}";

    [ReadableBy("Manager", "Seller")]
    public string Heading => Title.ToUpperInvariant();
}

public sealed class Terms
{
    public string? Text { get; set; }

    [ReadableBy("Manager"), WritableBy("Manager")]
    public int? Discount { get; set; }
}

public sealed class DealLine
{
    public required string Text { get; set; }

    [ReadableBy("Manager"), WritableBy("Manager")]
    public int? Cost { get; set; }
}

/// <summary>Has deals, and no rules.</summary>
public sealed class Campaign : Entity
{
    public required string Title { get; set; }
}

/// <summary>Refers to deals.</summary>
public sealed class Visit : Entity
{
    [Reference<Deal>]
    public Guid? DealId { get; set; }
}

public sealed record DealPraised(string Praise, [property: ReadableBy("Manager")] string Secret);

public sealed record Praise(Guid Id, string Text);

public sealed record DealNamed(string Title);

public sealed record AllDeals;

public sealed record DealsInDisguise;

public sealed record DealParts(Guid Id);

public sealed record CountDeals;

public sealed record SetRemark(Guid Id, string Remark);

public sealed record NoteRemark(Guid Id, string Text);

public sealed record NoteRemarkForAll(Guid Id, string Text);

public sealed record HandOver(Guid Id, string SellerId);

public sealed record PeekAt(Guid Id);

public sealed record Remember(Guid Id);

public sealed record Wrapped(Deal? Deal, IReadOnlyList<Deal?> Others);

public sealed class CrmFeature : Feature
{
    public override string Name => "crm";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Deal>(e => e
            .SoftDelete()
            .ReadableBy("Manager")
            .ReadableBy("Seller", (deal, user) => user.Claims.Texts("crm:regions").Contains(deal.Region))
            .WritableBy("Manager")
            .WritableBy("Seller", (deal, user) => deal.SellerId == user.Id.Value)
            .WritableBy("Scout", (deal, user) => deal.Region == user.Claims.Text("crm:home"))
            .Field(d => d.Margin, f => f
                .ReadableBy("Manager")
                .ReadableBy("Seller", (deal, user) => deal.SellerId == user.Id.Value)));
        r.Crud<Deal>(write: Access.SignedIn, read: Access.SignedIn);
        r.Entity<Campaign>(e => e.HasMany<Deal>(d => d.CampaignId, m => m.Named("deals").NestedWrite().OnDelete(OnDelete.Cascade)));
        r.Crud<Campaign>(write: Access.SignedIn, read: Access.SignedIn);
        r.Crud<Visit>(write: Access.SignedIn, read: Access.SignedIn);
        r.DefineEvent<DealPraised>("deal-praised");

        r.WriteHandler<Praise>("deal:praise", Access.SignedIn, async (command, ctx) =>
        {
            var deal = await ctx.Get<Deal>(command.Id);
            await ctx.Append(deal, new DealPraised(command.Text, "between us"));
            return deal;
        });
        r.WriteHandler<NoteRemark>("deal:note", Access.SignedIn, async (command, ctx) =>
            await ctx.Update<Deal>(command.Id, d => d.Remark = command.Text));
        r.WriteHandler<SetRemark>("deal:set-remark", Access.SignedIn, async (command, ctx) =>
            await ctx.Unrestricted("Never reached by those who may not.").Update<Deal>(command.Id, d => d.Remark = command.Remark));
        r.WriteHandler<NoteRemarkForAll>("deal:note-for-all", Access.SignedIn, async (command, ctx) =>
            await ctx.Unrestricted("Everybody may leave a remark, and nobody but managers reads it.").Update<Deal>(command.Id, d => d.Remark = command.Text));
        r.WriteHandler<HandOver>("deal:hand-over", Access.SignedIn, async (command, ctx) =>
        {
            var deal = await ctx.Get<Deal>(command.Id);
            await ctx.Update(deal, d => d.Region = "nowhere");
            await ctx.Append(deal, new DealPraised("handed over", "between us"));
            await ctx.Write(new PeekAt(command.Id));
            return deal;
        });
        r.WriteHandler<PeekAt>("deal:peek", Access.SignedIn, async (command, ctx) => await ctx.Find<Deal>(command.Id) is null ? "nothing" : "a deal");

        r.MultiStreamProjection("praises", p => p.On<DealPraised>(async (e, ctx) =>
        {
            var deal = await ctx.Get<Deal>(e.AggregateId);
            var count = await ctx.Query<Deal>().Count();
            await ctx.Update(deal, d => d.Remark = $"praised among {count}");
            await ctx.Write(new Remember(e.AggregateId));
        }));
        r.WriteHandler<Remember>("deal:remember", Access.SignedIn, async (command, ctx) =>
            await ctx.Update<Deal>(command.Id, d => d.Remark += ", remembered"));

        r.QueryHandler<AllDeals>("deal:all", Access.SignedIn, async (_, ctx) => await ctx.Query<Deal>().OrderBy(d => d.Title).ToList());
        r.QueryHandler<CountDeals>("deal:count", Access.SignedIn, async (_, ctx) => await ctx.Query<Deal>().Count());
        r.QueryHandler<DealNamed>("deal:named", Access.SignedIn, async (query, ctx) =>
            await ctx.Query<Deal>().Where(d => d.Title == query.Title).FirstOrDefault());
        r.QueryHandler<DealsInDisguise>("deal:disguised", Access.SignedIn, async (_, ctx) =>
        {
            var deals = await ctx.Unrestricted("To see what leaves.").Query<Deal>().OrderBy(d => d.Title).ToList();
            return new Wrapped(deals[0], deals);
        });
        r.QueryHandler<DealParts>("deal:parts", Access.SignedIn, async (query, ctx) =>
        {
            var deal = await ctx.Get<Deal>(query.Id);
            return new { deal.Terms, First = deal.Lines[0] };
        });
    }
}
