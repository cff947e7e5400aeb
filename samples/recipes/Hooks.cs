using Kumiko;

namespace Recipes.Hooks;

// A feature adds to another one what that knows nothing of: house rules for meeting rooms. Each kind of hook has its place in what happens anyway.

public sealed class Room : Entity
{
    [Text(MaxLength = 40), Filterable, Sortable]
    public required string Name { get; set; }

    [Filterable]
    public int Seats { get; set; }

    [Filterable]
    public bool IsPrivate { get; set; }

    public int Bookings { get; set; }
}

public sealed class Booking : Entity
{
    [Reference<Room>, Filterable]
    public required Guid RoomId { get; set; }

    [Text(MaxLength = 80)]
    public required string Title { get; set; }

    public int People { get; set; }
}

public sealed record BookRoom(Guid RoomId, [property: Text(MaxLength = 80)] string Title, int People);

public sealed record FindRooms(int Seats);

public sealed class RoomsFeature : Feature
{
    public override string Name => "rooms";

    protected override void Define(FeatureBuilder r)
    {
        r.Crud<Room>(write: Access.SignedIn, read: Access.SignedIn);
        r.Crud<Booking>(write: Access.SignedIn, read: Access.SignedIn);
        r.WriteHandler<BookRoom>("booking:book", Access.SignedIn, async (command, ctx) =>
            await ctx.Create(new Booking { RoomId = command.RoomId, Title = command.Title, People = command.People }));
        r.QueryHandler<FindRooms>("room:find", Access.SignedIn, async (query, ctx) =>
            await ctx.Query<Room>().Where(room => room.Seats >= query.Seats).ToList());
    }
}

/// <summary>Whom the house tells of bookings. It lies outside of the database, so it must be able to tell a repetition.</summary>
public interface IPorter
{
    void Tell(string message, string dedupKey);
}

public sealed class HouseRulesFeature(IPorter porter) : Feature
{
    public override string Name => "house-rules";

    protected override void Define(FeatureBuilder r)
    {
        r.Requires("rooms");

        // On one command. What is wrong is reported as what is wrong with fields is: 400, all of it at once.
        r.Hook<BookRoom>(h => h
            .Validation(async (command, issues, ctx) =>
            {
                if (await ctx.Find<Room>(command.RoomId) is { } room && command.People > room.Seats)
                {
                    issues.Add(c => c.People, IssueCodes.TooBig, ("maximum", room.Seats));
                }
            })
            .PreSave<Booking>((saving, _) => saving.Record.Title = saving.Record.Title.Trim()));

        // On standard handlers: what only some shall find is not found by others, in lists, in totals, by id, and in histories.
        r.Hook<Room>([CrudVerb.List, CrudVerb.Detail, CrudVerb.History], h => h
            .PreQuery((query, ctx) => ctx.User.Roles.Contains("Board") ? query : query.Where(room => !room.IsPrivate)));

        // On an own query.
        r.Hook<FindRooms>(h => h
            .PreQuery((query, _) => query with { Seats = Math.Max(query.Seats, 2) })
            .PostQuery<List<Room>>((rooms, ctx) => [.. rooms.Where(room => !room.IsPrivate || ctx.User.Roles.Contains("Board"))]));

        // On all writes and queries of an entity, whoever makes them.
        r.EntityHook<Room>(h => h
            .PreDelete(async (room, ctx) =>
            {
                if (await ctx.Query<Booking>().Where(b => b.RoomId == room.Id).Any())
                {
                    throw new UnprocessableException("room_is_booked", "Move the bookings to another room first.");
                }
            })
            .PostQuery((rooms, ctx) =>
            {
                foreach (var room in rooms.Where(room => room.IsPrivate))
                {
                    room.Name = $"{room.Name} (private)";
                }
            }));

        r.EntityHook<Booking>(h => h
            // Both are committed together, or neither is.
            .PostSave(HookPhase.InTransaction, async (saved, ctx) =>
            {
                if (saved.IsNew)
                {
                    await ctx.Update<Room>(saved.Record.RoomId, room => room.Bookings++);
                }
            })
            .PostDelete(HookPhase.InTransaction, (deleted, ctx) => ctx.Update<Room>(deleted.Record.RoomId, room => room.Bookings--))

            // Queued with the booking, done after it is committed, and done again until it succeeds. The name is what the queue knows it by.
            .PostSave(HookPhase.AfterCommit("tell-the-porter"), (saved, _) =>
            {
                porter.Tell($"{saved.Record.Title}: {saved.Record.People} people", saved.DedupKey);
                return Task.CompletedTask;
            }));
    }
}
