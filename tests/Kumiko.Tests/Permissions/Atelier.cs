namespace Kumiko.Tests.Permissions;

/// <summary>Tailors see and set what is said inside of the orders that they sew themselves; masters everything, others nothing of it.</summary>
public sealed class Garment : Entity
{
    [Filterable]
    public required string Title { get; set; }

    public string? TailorId { get; set; }

    public Measures? Measures { get; set; }

    public List<Stitch> Stitches { get; set; } = [];

    [Reference<Guild>]
    public Guid? GuildId { get; set; }

    public int Length => Measures?.Waist ?? 0;
}

public sealed class Measures
{
    public int? Height { get; set; }

    /// <summary>For tailors of the garment itself.</summary>
    public int? Waist { get; set; }

    /// <summary>For masters, by an attribute.</summary>
    [ReadableBy("Master"), WritableBy("Master")]
    public string? Remark { get; set; }
}

public sealed class Stitch
{
    public required string Kind { get; set; }

    public int? Cost { get; set; }
}

/// <summary>Creates garments together with itself.</summary>
public sealed class Guild : Entity
{
    public required string Name { get; set; }
}

public sealed record AllGarments;

public sealed record GarmentParts(Guid Id);

public sealed record WatchGarments;

public sealed record SetWaist(Guid Id, int Waist);

public sealed class AtelierFeature : Feature
{
    public override string Name => "atelier";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Garment>(e => e
            .SoftDelete()
            .Field(g => g.Measures, m => m.Waist, f => f
                .ReadableBy("Master").ReadableBy("Tailor", (g, user) => g.TailorId == user.Id.Value)
                .WritableBy("Master").WritableBy("Tailor", (g, user) => g.TailorId == user.Id.Value))
            .ItemField(g => g.Stitches, s => s.Cost, f => f
                .ReadableBy("Master").ReadableBy("Tailor", (g, user) => g.TailorId == user.Id.Value)
                .WritableBy("Master").WritableBy("Tailor", (g, user) => g.TailorId == user.Id.Value)));
        r.Entity<Guild>(e => e.HasMany<Garment>(g => g.GuildId, m => m.NestedWrite()));
        r.Crud<Garment>(write: Access.SignedIn, read: Access.SignedIn);
        r.Crud<Guild>(write: Access.SignedIn, read: Access.SignedIn);
        r.QueryHandler<AllGarments>("garment:all", Access.SignedIn, async (_, ctx) => await ctx.Query<Garment>().ToList());
        r.QueryHandler<GarmentParts>("garment:parts", Access.SignedIn, async (query, ctx) =>
        {
            var garment = await ctx.Get<Garment>(query.Id);
            return new { garment.Measures, garment.Stitches };
        });
        r.WriteHandler<SetWaist>("garment:set-waist", Access.SignedIn, async (command, ctx) =>
            await ctx.Update<Garment>(command.Id, g => g.Measures = new Measures { Height = g.Measures!.Height, Remark = g.Measures.Remark, Waist = command.Waist }));
        r.StreamHandler<WatchGarments, IReadOnlyList<Garment>>("garment:watch", Access.SignedIn, Watch);
    }

    private static async IAsyncEnumerable<IReadOnlyList<Garment>> Watch(WatchGarments query, StreamContext ctx)
    {
        yield return await ctx.Read(async read => await read.Query<Garment>().ToList());
    }
}
