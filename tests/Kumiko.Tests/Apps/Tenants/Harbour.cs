namespace Kumiko.Tests.Apps.Tenants;

/// <summary>Unique by its name in its tenant; captains see the ships of their line.</summary>
public sealed class Ship : Entity
{
    [Text(MaxLength = 80), Filterable, Sortable]
    public required string Name { get; set; }

    [Text(MaxLength = 80), Filterable]
    public string? Line { get; set; }
}

/// <summary>Goes with its ship, and refers to ships in every way there is.</summary>
public sealed class Cargo : Entity
{
    [Text(MaxLength = 80)]
    public required string Text { get; set; }

    [Reference<Ship>(Label = nameof(Ship.Name)), Filterable]
    public Guid? ShipId { get; set; }

    [Reference<Ship>(Label = nameof(Ship.Name)), Filterable]
    public List<Guid> FormerIds { get; set; } = [];

    public Seal? Seal { get; set; }
}

public sealed class Seal
{
    [Reference<Ship>(Label = nameof(Ship.Name))]
    public Guid? ById { get; set; }
}

/// <summary>Keeps its ship from being deleted.</summary>
public sealed class Mooring : Entity
{
    [Reference<Ship>]
    public required Guid ShipId { get; set; }
}

public sealed record ShipSeen(string By);

/// <summary>One way to reach a ship by its id, in a handler of one's own.</summary>
public sealed record ReachShip(string Way, Guid Id);

public sealed record SignalShip(Guid Id, string Key);

public sealed record WatchShip(Guid Id);

public sealed class HarbourFeature : Feature
{
    public override string Name => "harbour";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Ship>(e => e
            .SoftDelete()
            .Unique(s => s.Name)
            .ReadableBy("Master")
            .ReadableBy("Captain", (s, user) => s.Line == user.Claims.Text("harbour:line"))
            .HasMany<Cargo>(c => c.ShipId, m => m.Named("cargo").NestedWrite().OnDelete(OnDelete.Cascade))
            .HasMany<Mooring>(m => m.ShipId, m => m.OnDelete(OnDelete.Restrict)));
        r.Crud<Ship>(write: Access.SignedIn, read: Access.SignedIn);
        r.Crud<Cargo>(write: Access.SignedIn, read: Access.SignedIn);
        r.Crud<Mooring>(write: Access.SignedIn, read: Access.SignedIn);
        r.DefineEvent<ShipSeen>("ship-seen");
        r.WriteHandler<ReachShip>("ship:reach", Access.SignedIn, async (command, ctx) =>
        {
            switch (command.Way)
            {
                case "get":
                    return await ctx.Get<Ship>(command.Id);
                case "find":
                    return await ctx.Find<Ship>(command.Id);
                case "query":
                    return await ctx.Query<Ship>().Where(s => s.Id == command.Id).IncludeDeleted().ToList();
                case "load":
                    return await ctx.Load<Ship>(command.Id);
                case "load-as-of":
                    return await ctx.Load<Ship>(command.Id, AsOf.Version(new StreamVersion(1)));
                case "events":
                    return (await ctx.LoadEvents(command.Id)).Count;
                case "is-archived":
                    return await ctx.IsStreamArchived(command.Id);
                case "update":
                    return await ctx.Update<Ship>(command.Id, s => s.Name = "mine");
                case "restore":
                    return await ctx.Restore<Ship>(command.Id);
                case "append":
                    await ctx.Append("ship", command.Id, new ShipSeen("me"), new StreamVersion(1));
                    return null;
                case "archive":
                    await ctx.ArchiveStream(await ctx.Get<Ship>(command.Id), "to have one");
                    return null;
                case "unarchive":
                    return await ctx.RestoreStream<Ship>(command.Id);
                default:
                    await ctx.Write(new ReachShip("update", command.Id));
                    return null;
            }
        });
        r.WriteHandler<SignalShip>("ship:signal", Access.SignedIn, async (command, ctx) =>
            await ctx.Append(await ctx.Get<Ship>(command.Id), new ShipSeen("me"), new AppendOptions { IdempotencyKey = command.Key }));
        r.StreamHandler<WatchShip, string>("ship:watch", Access.SignedIn, Watch);
    }

    private static async IAsyncEnumerable<string> Watch(WatchShip query, StreamContext ctx)
    {
        yield return await ctx.Read(async read => (await read.Find<Ship>(query.Id))?.Name ?? "nothing");
        yield return await ctx.Read(async read => $"{await read.Query<Ship>().Count()} in sight");
    }
}
