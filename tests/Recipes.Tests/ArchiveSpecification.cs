using Kumiko;
using Kumiko.Testing;
using Recipes.Archive;

namespace Recipes.Tests;

public abstract class ArchiveSpecification(Databases databases) : RecipeSpecification(databases)
{
    [Fact]
    public async Task An_archived_project_has_left_the_lists_and_cannot_be_changed()
    {
        var registrar = (await Start(new ProjectsFeature())).As("Registrar");
        var project = await Archived(registrar);

        (await registrar.List<Project>()).Rows.ShouldBeEmpty();
        (await registrar.Detail<Project>(project.Id)).ShouldBeNull();
        var refusal = await Should.ThrowAsync<StreamArchivedException>(() => registrar.Update(project, p => p.Title = "Town hall, again"));
        (refusal.Status, refusal.Reason).ShouldBe((409, "stream_archived"));
    }

    [Fact]
    public async Task Who_may_look_into_old_files_still_finds_it_and_why_it_is_there()
    {
        var registrar = (await Start(new ProjectsFeature())).As("Registrar");
        var project = await Archived(registrar);

        (await registrar.Query<Project>(new ProjectFile(project.Id))).Title.ShouldBe("Town hall");

        var history = await registrar.QueryNamed("projects:query:project:history", $$"""{"id":"{{project.Id}}","includeArchived":true}""");
        history.GetProperty("rows")[0].GetProperty("data").GetProperty("reason").GetString().ShouldBe("handed over and paid");
    }

    [Fact]
    public async Task A_reopened_project_is_as_it_was()
    {
        var app = await Start(new ProjectsFeature());
        var registrar = app.As("Registrar");
        var project = await Archived(registrar);

        await registrar.Write(new ReopenProject(project.Id));

        var reopened = (await registrar.Detail<Project>(project.Id)).ShouldNotBeNull();
        (reopened.Title, reopened.IsFinished).ShouldBe(("Town hall", true));
        (await registrar.Update(reopened, p => p.IsFinished = false)).IsFinished.ShouldBeFalse();
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    private static async Task<Project> Archived(TestUser registrar)
    {
        var project = await registrar.Create(new Project { Title = "Town hall", IsFinished = true });
        await registrar.Write(new ArchiveProject(project.Id, "handed over and paid"));
        return project;
    }
}
