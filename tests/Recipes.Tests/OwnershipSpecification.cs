using Kumiko;
using Kumiko.Testing;
using Recipes.Ownership;

namespace Recipes.Tests;

public abstract class OwnershipSpecification(Databases databases) : RecipeSpecification(databases)
{
    [Fact]
    public async Task Sellers_see_the_deals_of_their_regions_and_nothing_of_the_others()
    {
        var (app, north, south) = await StartWithDeals();
        var anna = Seller(app, "anna", "north");

        (await anna.List<Deal>()).Rows.ShouldHaveSingleItem().Id.ShouldBe(north.Id);
        (await anna.Detail<Deal>(south.Id)).ShouldBeNull();
        await Should.ThrowAsync<NotFoundException>(() => anna.Delete<Deal>(south.Id));
        (await anna.Query<long>(new CountDeals())).ShouldBe(1);
        (await anna.Query<long>(new CountAllDeals())).ShouldBe(2);
        (await app.As("Seller").List<Deal>()).Rows.ShouldBeEmpty();
        (await app.As("Manager").List<Deal>()).Rows.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Sellers_write_their_own_deals_and_give_none_away()
    {
        var (app, north, _) = await StartWithDeals();

        var mine = await Seller(app, "anna", "north").Update(north, d => d.Title = "Pumps and pipes");

        mine.Title.ShouldBe("Pumps and pipes");
        foreach (var attempt in new Func<Task>[]
        {
            () => Seller(app, "anna", "north").Update(mine, d => d.SellerId = "ben"),
            () => Seller(app, "ben", "north").Update(mine, d => d.Title = "Mine now"),
        })
        {
            (await Should.ThrowAsync<UnprocessableException>(attempt)).Reason.ShouldBe("ownership_denied");
        }
    }

    private static TestUser Seller(TestApp app, string id, string region) =>
        app.As("Seller").WithId(id).WithClaims(c => c.With("crm:regions", [region]));

    private async Task<(TestApp App, Deal North, Deal South)> StartWithDeals()
    {
        var app = await Start(new CrmFeature());
        var manager = app.As("Manager");
        return (app,
            await manager.Create(new Deal { Title = "Pumps", Region = "north", SellerId = "anna" }),
            await manager.Create(new Deal { Title = "Pipes", Region = "south", SellerId = "anna" }));
    }
}
