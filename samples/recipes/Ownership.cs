using Kumiko;

namespace Recipes.Ownership;

// Which records somebody may see and write. The rules stand on the entity, so they hold on every way: lists, details, histories, commands, batches, and
// what handlers of the application read and write. What somebody may not see does not exist for them.

public sealed class Deal : Entity
{
    [Filterable, Sortable]
    public required string Title { get; set; }

    [Filterable]
    public required string Region { get; set; }

    /// <summary>The user who works on it.</summary>
    [Filterable]
    public required string SellerId { get; set; }
}

public sealed record CountDeals;

public sealed record CountAllDeals;

public sealed class CrmFeature : Feature
{
    public override string Name => "crm";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Deal>(e => e
            // Managers see all deals. Sellers see those of their regions, which the sign-in names: who has no such claim sees none.
            .ReadableBy("Manager")
            .ReadableBy("Seller", (deal, user) => user.Claims.Texts("crm:regions").Contains(deal.Region))

            // Sellers write their own deals. A role has to allow the deal as it was and as it becomes: nobody gives a deal away.
            .WritableBy("Manager")
            .WritableBy("Seller", (deal, user) => deal.SellerId == user.Id.Value));

        r.Crud<Deal>(write: Access.Roles("Manager", "Seller"), read: Access.SignedIn);

        // Handlers read for their caller: a seller counts the deals of the own regions.
        r.QueryHandler<CountDeals>("deal:count", Access.SignedIn, async (_, ctx) => await ctx.Query<Deal>().Count());

        // Where the application needs to know what the caller may not, it says why.
        r.QueryHandler<CountAllDeals>("deal:count-all", Access.SignedIn, async (_, ctx) =>
            await ctx.Unrestricted("Everybody may know how many deals there are.").Query<Deal>().Count());
    }
}
