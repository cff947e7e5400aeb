namespace Kumiko.Tests.Apps.Tenants;

public sealed class Secret : Entity
{
    [Filterable, Sortable]
    public required string Name { get; set; }
}

public sealed record SecretSeen(string By);

/// <summary>One way to reach a record by its id, in a handler of one's own.</summary>
public sealed record Reach(string Way, Guid Id, Guid? Owner = null);

public sealed record ReachNested(string Way, Guid Id);

public sealed record Ask(string Way, Guid Id);

/// <summary>Every way that handlers have to a record. The smuggling ones bring along an instance that belongs to somebody else.</summary>
public sealed class VaultFeature : Feature
{
    public static readonly IReadOnlyList<string> Ways =
        ["get", "find", "query", "query-all", "load", "load-as-of", "events", "update", "restore",
            "smuggle-update", "smuggle-delete", "smuggle-append", "smuggle-restore"];

    public override string Name => "vault";

    protected override void Define(FeatureBuilder r)
    {
        r.SystemScope();
        r.Entity<Secret>(e => e.SoftDelete());
        r.Crud<Secret>(Access.SignedIn, Access.SignedIn);
        r.DefineEvent<SecretSeen>("secret-seen");
        r.QueryHandler<Ask>("secret:ask", Access.SignedIn, (query, ctx) => Read(query.Way, query.Id, ctx));
        r.WriteHandler<ReachNested>("secret:reach-nested", Access.SignedIn, (command, ctx) => ctx.Write<object?>(new Reach(command.Way, command.Id)));
        r.WriteHandler<Reach>("secret:reach", Access.SignedIn, async (command, ctx) =>
        {
            switch (command.Way)
            {
                case "update":
                    return await ctx.Update<Secret>(command.Id, s => s.Name = "mine");
                case "restore":
                    return await ctx.Restore<Secret>(command.Id);
                case "smuggle-restore":
                    return await ctx.Restore<Secret>((await Smuggled(command, ctx)).Id);
                case "smuggle-update":
                    return await ctx.Update(await Smuggled(command, ctx), s => s.Name = "mine");
                case "smuggle-delete":
                    await ctx.Delete(await Smuggled(command, ctx));
                    return null;
                case "smuggle-append":
                    await ctx.Append(await Smuggled(command, ctx), new SecretSeen("me"));
                    return null;
                default:
                    return await Read(command.Way, command.Id, ctx);
            }
        });
    }

    private static async Task<object?> Read(string way, Guid id, QueryContext ctx) => way switch
    {
        "get" => await ctx.Get<Secret>(id),
        "find" => await ctx.Find<Secret>(id),
        "query" => await ctx.Query<Secret>().Where(s => s.Id == id).IncludeDeleted().ToList(),
        "query-all" => (await ctx.Query<Secret>().Where(s => s.Id == id || s.Name != "").ToList()).Count(s => s.Id == id),
        "load" => await ctx.Load<Secret>(id),
        "load-as-of" => await ctx.Load<Secret>(id, AsOf.Version(new StreamVersion(1))),
        "events" => (await ctx.LoadEvents(id)).Count,
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, "There is no such way."),
    };

    /// <summary>The record of whichever tenant has it; one that was never stored where none has.</summary>
    private static async Task<Secret> Smuggled(Reach command, WriteContext ctx) =>
        await ctx.AcrossTenants("to try it").Query<Secret>().Where(s => s.Id == command.Id).FirstOrDefault() ?? Invented(command.Id);

    private static Secret Invented(Guid id)
    {
        var secret = new Secret { Name = "nobody's" };
        typeof(Entity).GetProperty(nameof(Entity.Id))!.SetValue(secret, id);
        typeof(Entity).GetProperty(nameof(Entity.Version))!.SetValue(secret, new StreamVersion(1));
        return secret;
    }
}
