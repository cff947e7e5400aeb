using Kumiko;
using Kumiko.Testing;
using Recipes.Hooks;

namespace Recipes.Tests;

public abstract class HooksSpecification(Databases databases) : RecipeSpecification(databases)
{
    private readonly Porter _porter = new();

    [Fact]
    public async Task A_room_has_so_many_seats_and_no_more()
    {
        var user = (await Start()).As("User");
        var room = await user.Create(new Room { Name = "Oak", Seats = 4 });

        var refusal = await Should.ThrowAsync<ValidationFailedException>(() => user.Write(new BookRoom(room.Id, "Retreat", 9)));

        refusal.Issues.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            i => i.Path.ShouldBe("people"), i => i.Code.ShouldBe("too_big"), i => i.Params!["maximum"].ShouldBe(4));
    }

    [Fact]
    public async Task Bookings_are_counted_where_they_are_written_and_the_porter_is_told_once_they_stand()
    {
        var app = await Start();
        var user = app.As("User");
        var room = await user.Create(new Room { Name = "Oak", Seats = 4 });

        var booking = await user.Write<Booking>(new BookRoom(room.Id, "  Retreat ", 3));
        var told = _porter.Told.Count;
        await app.DrainTasks(Cancellation);

        (booking.Title, told).ShouldBe(("Retreat", 0));
        _porter.Told.ShouldBe(["Retreat: 3 people"]);
        (await user.Detail<Room>(room.Id)).ShouldNotBeNull().Bookings.ShouldBe(1);
        await user.Delete<Booking>(booking.Id);
        (await user.Detail<Room>(room.Id)).ShouldNotBeNull().Bookings.ShouldBe(0);
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_porter_who_does_not_answer_is_told_later()
    {
        var app = await Start();
        var user = app.As("User");
        var room = await user.Create(new Room { Name = "Oak", Seats = 4 });
        await user.Write(new BookRoom(room.Id, "Retreat", 3));

        _porter.IsAway = true;
        await Should.ThrowAsync<TimeoutException>(() => app.DrainTasks(Cancellation));
        _porter.IsAway = false;
        await app.DrainTasks(Cancellation);

        _porter.Told.ShouldBe(["Retreat: 3 people"]);
        _porter.Keys.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_room_that_is_booked_stays()
    {
        var user = (await Start()).As("User");
        var room = await user.Create(new Room { Name = "Oak", Seats = 4 });
        var booking = await user.Write<Booking>(new BookRoom(room.Id, "Retreat", 3));

        (await Should.ThrowAsync<UnprocessableException>(() => user.Delete<Room>(room.Id))).Reason.ShouldBe("room_is_booked");
        await user.Delete<Booking>(booking.Id);
        await user.Delete<Room>(room.Id);

        (await user.Detail<Room>(room.Id)).ShouldBeNull();
    }

    [Fact]
    public async Task Private_rooms_are_for_the_board()
    {
        var app = await Start();
        var (user, board) = (app.As("User"), app.As("Board"));
        await user.Create(new Room { Name = "Cell", Seats = 1 });
        await user.Create(new Room { Name = "Oak", Seats = 4 });
        var secret = await user.Create(new Room { Name = "Tower", Seats = 6, IsPrivate = true });

        (await user.List<Room>(new { totalCount = true })).ShouldSatisfyAllConditions(p => p.Total.ShouldBe(2), p => p.Rows.Select(r => r.Name).ShouldBe(["Cell", "Oak"]));
        (await user.Detail<Room>(secret.Id)).ShouldBeNull();
        await Should.ThrowAsync<NotFoundException>(() => user.History<Room>(secret.Id));
        (await user.Query<List<Room>>(new FindRooms(0))).Select(r => r.Name).ShouldBe(["Oak"]);
        (await board.Detail<Room>(secret.Id)).ShouldNotBeNull().Name.ShouldBe("Tower (private)");
        (await board.Query<List<Room>>(new FindRooms(0))).Select(r => r.Name).ShouldBe(["Oak", "Tower (private)"]);
    }

    private Task<TestApp> Start() => Start(new RoomsFeature(), new HouseRulesFeature(_porter));

    private sealed class Porter : IPorter
    {
        public bool IsAway { get; set; }

        public List<string> Told { get; } = [];

        public List<string> Keys { get; } = [];

        public void Tell(string message, string dedupKey)
        {
            Keys.Add(dedupKey);
            if (IsAway)
            {
                throw new TimeoutException("Nobody answers.");
            }

            Told.Add(message);
        }
    }
}
