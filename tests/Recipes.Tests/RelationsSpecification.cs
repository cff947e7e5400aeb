using Kumiko;
using Kumiko.Testing;
using Recipes.Relations;

namespace Recipes.Tests;

public abstract class RelationsSpecification(Databases databases) : RecipeSpecification(databases)
{
    [Fact]
    public async Task A_concert_is_at_a_venue_that_is_there()
    {
        var app = await Start(new ConcertsFeature(), new TicketsFeature());
        var (user, stranger) = (app.As("User"), app.As(TestTenants.Second, "User"));
        var theirs = await stranger.Create(new Venue { Name = "Town hall" });

        foreach (var venue in new[] { Guid.CreateVersion7(), theirs.Id })
        {
            var refusal = await Should.ThrowAsync<ValidationFailedException>(() => user.Create(new Concert { Title = "Requiem", VenueId = venue }));
            refusal.Issues.ShouldHaveSingleItem().ShouldSatisfyAllConditions(i => i.Path.ShouldBe("venueId"), i => i.Code.ShouldBe("reference_not_found"));
        }
    }

    [Fact]
    public async Task A_concert_whose_venue_is_gone_looks_for_another()
    {
        var app = await Start(new ConcertsFeature(), new TicketsFeature());
        var user = app.As("User");
        var venue = await user.Create(new Venue { Name = "Town hall" });
        var concert = await user.Create(new Concert { Title = "Requiem", VenueId = venue.Id });

        await user.Delete<Venue>(venue.Id);

        (await user.Detail<Concert>(concert.Id)).ShouldNotBeNull().VenueId.ShouldBeNull();
        (await user.History<Concert>(concert.Id))[0].GetProperty("type").GetString().ShouldBe("concert.updated");
    }

    [Fact]
    public async Task A_concert_that_was_sold_stays()
    {
        var user = (await Start(new ConcertsFeature(), new TicketsFeature())).As("User");
        var concert = await user.Create(new Concert { Title = "Requiem" });
        var ticket = await user.Create(new Ticket { ConcertId = concert.Id, Seat = "B 7" });

        var refusal = await Should.ThrowAsync<DeleteRestrictedException>(() => user.Delete<Concert>(concert.Id));
        (refusal.Status, refusal.Reason, refusal.Details!["relation"]).ShouldBe((409, "delete_restricted", "tickets"));

        await user.Delete<Ticket>(ticket.Id);
        await user.Delete<Concert>(concert.Id);
        (await user.Detail<Concert>(concert.Id)).ShouldBeNull();
    }

    [Fact]
    public async Task The_genres_of_a_concert_go_with_it_and_the_log_knows_of_each()
    {
        var app = await Start(new ConcertsFeature(), new TicketsFeature());
        var user = app.As("User");
        var (concert, genre) = (await user.Create(new Concert { Title = "Requiem" }), await user.Create(new Genre { Name = "Sacred" }));
        var join = await user.Create(new ConcertGenre { ConcertId = concert.Id, GenreId = genre.Id });

        await user.Delete<Concert>(concert.Id);

        (await user.Detail<ConcertGenre>(join.Id)).ShouldBeNull();
        (await user.Detail<Genre>(genre.Id)).ShouldNotBeNull();
        (await user.History<ConcertGenre>(join.Id))[0].GetProperty("type").GetString().ShouldBe("concert-genre.deleted");
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }
}
