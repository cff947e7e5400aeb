namespace Kumiko.Tests.Apps.Relations;

public sealed class Artist : Entity
{
    [Filterable]
    public required string Name { get; set; }
}

/// <summary>With soft delete, and a tree of its own kind.</summary>
public sealed class Style : Entity
{
    public required string Name { get; set; }

    [Reference<Style>]
    public Guid? ParentId { get; set; }
}

public sealed class Song
{
    public required string Title { get; set; }

    [Reference<Artist>]
    public Guid? ComposerId { get; set; }
}

public sealed class Sleeve
{
    [Reference<Artist>]
    public Guid? DesignerId { get; set; }
}

/// <summary>Every place that can hold a reference; the number is unique.</summary>
public sealed class Album : Entity
{
    [Filterable]
    public required string Title { get; set; }

    public int? Number { get; set; }

    [Reference<Artist>]
    public Guid? ArtistId { get; set; }

    [Reference<Artist>]
    public List<Guid> GuestIds { get; set; } = [];

    [Reference<Style>]
    public Guid? StyleId { get; set; }

    public Sleeve? Sleeve { get; set; }

    public List<Song> Songs { get; set; } = [];
}

/// <summary>As <see cref="Album"/>, but nothing about it is unique: all writes go out together.</summary>
public sealed class Single : Entity
{
    public required string Title { get; set; }

    [Reference<Artist>]
    public Guid? ArtistId { get; set; }
}

public sealed record PressMany(IReadOnlyList<Guid> ArtistIds);

/// <summary>Creates the artist and the single in one command, and perhaps deletes the artist again.</summary>
public sealed record Debut(string Name, bool Regret = false);

public sealed record PressOrSkip(Guid ArtistId);

public sealed record ArchiveArtist(Guid Id);

public sealed class StudioFeature : Feature
{
    public override string Name => "studio";

    protected override void Define(FeatureBuilder r)
    {
        r.SystemScope();
        r.Crud<Artist>(Access.SignedIn, Access.SignedIn);
        r.Entity<Style>(e => e.SoftDelete());
        r.Crud<Style>(Access.SignedIn, Access.SignedIn);
        r.Entity<Album>(e => e.Unique(a => a.Number));
        r.Crud<Album>(Access.SignedIn, Access.SignedIn);
        r.Crud<Single>(Access.SignedIn, Access.SignedIn);

        r.WriteHandler<PressMany>("single:press-many", Access.SignedIn, (command, ctx) =>
            ctx.CreateMany(command.ArtistIds.Select((id, n) => new Single { Title = $"Single {n}", ArtistId = id }).ToList()));
        r.WriteHandler<Debut>("single:debut", Access.SignedIn, async (command, ctx) =>
        {
            var artist = await ctx.Create(new Artist { Name = command.Name });
            var single = await ctx.Create(new Single { Title = "First", ArtistId = artist.Id });
            if (command.Regret)
            {
                await ctx.Update(single, s => s.ArtistId = null);
                await ctx.Delete(artist);
            }

            return single;
        });
        r.WriteHandler<PressOrSkip>("album:press-or-skip", Access.SignedIn, async (command, ctx) =>
        {
            try
            {
                return (await ctx.Create(new Album { Title = "Tried", ArtistId = command.ArtistId })).Title;
            }
            catch (ValidationFailedException)
            {
                return (await ctx.Create(new Album { Title = "Skipped" })).Title;
            }
        });
        r.WriteHandler<ArchiveArtist>("artist:archive", Access.SignedIn, async (command, ctx) =>
            await ctx.ArchiveStream(await ctx.Get<Artist>(command.Id), "put away"));
    }
}
