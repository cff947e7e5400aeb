using Kumiko;
using Recipes.AnonymousAccess;

namespace Recipes.Tests;

public abstract class AnonymousAccessSpecification(Databases databases) : RecipeSpecification(databases)
{
    [Fact]
    public async Task A_visitor_asks_and_a_clerk_finds_the_question()
    {
        var app = await Start(new FrontDeskFeature());

        await app.Anonymous().Write(new Ask("Do you repair umbrellas?"));

        (await app.As("Clerk").List<Enquiry>()).Rows.ShouldHaveSingleItem().Question.ShouldBe("Do you repair umbrellas?");
    }

    [Fact]
    public async Task The_hours_are_for_everyone()
    {
        var app = await Start(new FrontDeskFeature());

        foreach (var user in new[] { app.Anonymous(), app.As(), app.As("Clerk") })
        {
            (await user.Query<Hours>(new OpeningHours())).ShouldBe(new Hours(9, 17));
        }
    }

    [Fact]
    public async Task A_visitor_sees_no_records_and_a_user_without_the_role_asks_nothing()
    {
        var app = await Start(new FrontDeskFeature());

        await app.Anonymous().List<Enquiry>().ShouldThrowAsync<AccessDeniedException>();
        await app.As("Guest").Write(new Ask("?")).ShouldThrowAsync<AccessDeniedException>();
    }
}
