namespace Kumiko.Tests.Permissions;

/// <summary>Unique by its name. Clerks see all folders, guests those that are not secret; the same goes for what is inside.</summary>
public sealed class Folder : Entity
{
    public required string Name { get; set; }

    public bool IsSecret { get; set; }
}

/// <summary>Keeps its folder from being deleted.</summary>
public sealed class Paper : Entity
{
    [Reference<Folder>]
    public required Guid FolderId { get; set; }

    public bool IsSecret { get; set; }
}

/// <summary>Goes with its folder.</summary>
public sealed class Sleeve : Entity
{
    [Reference<Folder>]
    public required Guid FolderId { get; set; }

    public bool IsSecret { get; set; }
}

/// <summary>Keeps its sleeve from being deleted.</summary>
public sealed class Pin : Entity
{
    [Reference<Sleeve>]
    public required Guid SleeveId { get; set; }
}

public sealed record PutAway(Guid Id);

public sealed class OfficeFeature : Feature
{
    public override string Name => "office";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Folder>(e => e
            .Unique(f => f.Name)
            .ReadableBy("Clerk")
            .ReadableBy("Guest", (f, user) => !f.IsSecret)
            .HasMany<Paper>(p => p.FolderId, m => m.OnDelete(OnDelete.Restrict))
            .HasMany<Sleeve>(s => s.FolderId, m => m.OnDelete(OnDelete.Cascade)));
        r.Entity<Paper>(e => e.ReadableBy("Clerk").ReadableBy("Guest", (p, user) => !p.IsSecret));
        r.Entity<Sleeve>(e => e
            .ReadableBy("Clerk")
            .ReadableBy("Guest", (s, user) => !s.IsSecret)
            .HasMany<Pin>(p => p.SleeveId, m => m.OnDelete(OnDelete.Restrict)));
        r.Crud<Folder>(write: Access.SignedIn, read: Access.SignedIn);
        r.Crud<Paper>(write: Access.SignedIn, read: Access.SignedIn);
        r.Crud<Sleeve>(write: Access.SignedIn, read: Access.SignedIn);
        r.Crud<Pin>(write: Access.SignedIn, read: Access.SignedIn);
        r.WriteHandler<PutAway>("folder:put-away", Access.Roles("Clerk"), async (command, ctx) => await ctx.ArchiveStream(await ctx.Get<Folder>(command.Id), "put away"));
    }
}
