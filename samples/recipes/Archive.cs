using Kumiko;

namespace Recipes.Archive;

// What is over leaves the lists and cannot be changed any more, but nothing of it is lost.

public sealed class Project : Entity
{
    [Text(MaxLength = 120), Filterable]
    public required string Title { get; set; }

    [Filterable]
    public bool IsFinished { get; set; }
}

public sealed record ArchiveProject(Guid Id, [Text(MinLength = 5, MaxLength = 200)] string Reason);

public sealed record ReopenProject(Guid Id);

/// <summary>Asks for a project, wherever it is: for who has to look into old files.</summary>
public sealed record ProjectFile(Guid Id);

public sealed class ProjectsFeature : Feature
{
    public override string Name => "projects";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Project>();
        r.Crud<Project>(write: Access.SignedIn, read: Access.SignedIn);

        r.WriteHandler<ArchiveProject>("project:archive", Access.Roles("Registrar"), async (command, ctx) =>
        {
            var project = await ctx.Get<Project>(command.Id);
            if (!project.IsFinished)
            {
                throw new UnprocessableException("not_finished", $"'{project.Title}' is not finished yet.");
            }

            // An event like any other: who, when and why stand in the project's history. Any later write is 409 stream_archived.
            await ctx.ArchiveStream(project, command.Reason);
        });

        r.WriteHandler<ReopenProject>("project:reopen", Access.Roles("Registrar"), async (command, ctx) =>
            await ctx.RestoreStream<Project>(command.Id));

        // Who loads an archived record finds nothing, unless he asks for it.
        r.QueryHandler<ProjectFile>("project:file", Access.Roles("Registrar"), async (query, ctx) =>
            await ctx.Load<Project>(query.Id, new LoadOptions { IncludeArchived = true }));
    }
}
