namespace Kumiko.Tests.Apps.Relations;

/// <summary>Gone for good when it is deleted; projects are in the way, contacts lose it, and its own folders go with it.</summary>
public sealed class Client : Entity
{
    public required string Name { get; set; }
}

/// <summary>Marked when it is deleted; its jobs go with it.</summary>
public sealed class Project : Entity
{
    public required string Name { get; set; }

    [Reference<Client>, Filterable]
    public Guid? ClientId { get; set; }
}

public sealed class Job : Entity
{
    public required string Name { get; set; }

    [Reference<Project>, Filterable]
    public required Guid ProjectId { get; set; }
}

/// <summary>Marked when it is deleted.</summary>
public sealed class Remark : Entity
{
    public required string Text { get; set; }

    [Reference<Job>, Filterable]
    public required Guid JobId { get; set; }
}

/// <summary>Only who wrote it sees it and writes it; it goes with its project all the same.</summary>
public sealed class Memo : Entity
{
    [Filterable]
    public required string AuthorId { get; set; }

    [Reference<Project>, Filterable]
    public required Guid ProjectId { get; set; }
}

public sealed class Contact : Entity
{
    public required string Name { get; set; }

    [Reference<Client>, Filterable]
    public Guid? ClientId { get; set; }

    /// <summary>Nobody says what becomes of it.</summary>
    [Reference<Client>]
    public Guid? FormerClientId { get; set; }
}

public sealed class Label : Entity
{
    public required string Name { get; set; }
}

/// <summary>Joins projects and labels.</summary>
public sealed class ProjectLabel : Entity
{
    [Reference<Project>, Filterable]
    public required Guid ProjectId { get; set; }

    [Reference<Label>, Filterable]
    public required Guid LabelId { get; set; }
}

/// <summary>A tree: a folder's folders go with it.</summary>
public sealed class Folder : Entity
{
    public string? Name { get; set; }

    [Reference<Folder>, Filterable]
    public Guid? ParentId { get; set; }
}

/// <summary>A note in a folder: it has no dependents, so that many fit into a delete.</summary>
public sealed class Sheet : Entity
{
    [Reference<Folder>, Filterable]
    public required Guid FolderId { get; set; }
}

public sealed record DropClient(Guid Id, bool Catch = false);

public sealed record StartProject(Guid ClientId, string Name);

public sealed record FillFolder(Guid FolderId, int Sheets);

public sealed record GrowFolders(int Depth);

public sealed class AgencyFeature : Feature
{
    public override string Name => "agency";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Client>(e => e
            .HasMany<Project>(p => p.ClientId, m => m.OnDelete(OnDelete.Restrict))
            .HasMany<Contact>(c => c.ClientId, m => m.OnDelete(OnDelete.SetNull))
            .HasMany<Contact>(c => c.FormerClientId, m => m.Named("formerContacts")));
        r.Entity<Project>(e => e
            .SoftDelete()
            .HasMany<Job>(j => j.ProjectId, m => m.OnDelete(OnDelete.Cascade))
            .HasMany<Memo>(m => m.ProjectId, m => m.OnDelete(OnDelete.Cascade))
            .ManyToMany<Label, ProjectLabel>(l => l.ProjectId, l => l.LabelId, m => m.OnDelete(OnDelete.Cascade)));
        r.Entity<Job>(e => e.HasMany<Remark>(x => x.JobId, m => m.OnDelete(OnDelete.Cascade)));
        r.Entity<Remark>(e => e.SoftDelete());
        r.Entity<Memo>(e => e
            .ReadableBy(Access.SignedIn, (m, user) => m.AuthorId == user.Id.Value)
            .WritableBy(Access.SignedIn, (m, user) => m.AuthorId == user.Id.Value));
        r.Entity<Label>(e => e.ManyToMany<Project, ProjectLabel>(l => l.LabelId, l => l.ProjectId, m => m.OnDelete(OnDelete.Restrict)));
        r.Entity<ProjectLabel>(e => e.Unique(l => l.ProjectId, l => l.LabelId));
        r.Entity<Folder>(e => e
            .HasMany<Folder>(f => f.ParentId, m => m.OnDelete(OnDelete.Cascade))
            .HasMany<Sheet>(s => s.FolderId, m => m.OnDelete(OnDelete.Cascade)));

        r.Crud<Client>(Access.SignedIn, Access.SignedIn);
        r.Crud<Project>(Access.SignedIn, Access.SignedIn);
        r.Crud<Job>(Access.SignedIn, Access.SignedIn);
        r.Crud<Remark>(Access.SignedIn, Access.SignedIn);
        r.Crud<Memo>(Access.SignedIn, Access.SignedIn);
        r.Crud<Contact>(Access.SignedIn, Access.SignedIn);
        r.Crud<Label>(Access.SignedIn, Access.SignedIn);
        r.Crud<ProjectLabel>(Access.SignedIn, Access.SignedIn);
        r.Crud<Folder>(Access.SignedIn, Access.SignedIn);
        r.Crud<Sheet>(Access.SignedIn, Access.SignedIn);

        r.WriteHandler<DropClient>("client:drop", Access.SignedIn, async (command, ctx) =>
        {
            try
            {
                await ctx.Delete(await ctx.Get<Client>(command.Id));
                return "dropped";
            }
            catch (DeleteRestrictedException) when (command.Catch)
            {
                await ctx.Update<Client>(command.Id, c => c.Name = "kept");
                return "kept";
            }
        });
        r.WriteHandler<StartProject>("project:start", Access.SignedIn, async (command, ctx) =>
            await ctx.Create(new Project { Name = command.Name, ClientId = command.ClientId }));
        r.WriteHandler<FillFolder>("folder:fill", Access.SignedIn, (command, ctx) =>
            ctx.CreateMany(Enumerable.Range(0, command.Sheets).Select(_ => new Sheet { FolderId = command.FolderId }).ToList()));
        r.WriteHandler<GrowFolders>("folder:grow", Access.SignedIn, async (command, ctx) =>
        {
            var folder = await ctx.Create(new Folder());
            var root = folder.Id;
            for (var i = 0; i < command.Depth; i++)
            {
                folder = await ctx.Create(new Folder { ParentId = folder.Id });
            }

            return root;
        });
    }
}

/// <summary>Another feature's record that belongs to a client.</summary>
public sealed class Bill : Entity
{
    [Reference<Client>, Filterable]
    public required Guid ClientId { get; set; }
}

public sealed class BillingFeature : Feature
{
    public override string Name => "billing";

    protected override void Define(FeatureBuilder r)
    {
        r.Requires("agency");
        r.Crud<Bill>(Access.SignedIn, Access.SignedIn);
        r.Relation<Client>(c => c.HasMany<Bill>(b => b.ClientId, m => m.OnDelete(OnDelete.Restrict)));
    }
}
