using Kumiko.Testing;

namespace Kumiko.Tests.Apps.Relations;

/// <summary>Deletes and those who refer to the record that goes, at the same time: whoever comes second sees what the first one did.</summary>
public abstract class DeleteRaceSpecification(DatabaseSource source) : AppSpecification(source)
{
    private const int Rounds = 40;

    [Fact]
    public async Task A_record_is_never_gone_while_one_refers_to_it()
    {
        var app = await Start(new AgencyFeature());
        var user = app.As(Tenant, "User");
        var (created, deleted) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var client = await user.Create(new Client { Name = "Acme" });
            Func<Task<bool>>[] starts =
            [
                () => Succeeds<DeleteRestrictedException>(() => user.Delete<Client>(client.Id)),
                .. Enumerable.Range(0, 3).Select(n =>
                    (Func<Task<bool>>)(() => Succeeds<ValidationFailedException>(() => user.Create(new Project { Name = $"{n}", ClientId = client.Id })))),
            ];

            // Each of the four begins first once in a while, and now and then it is let through alone.
            var running = new Task<bool>[starts.Length];
            for (var n = 0; n < starts.Length; n++)
            {
                var next = (n + round) % starts.Length;
                running[next] = starts[next]();
                if (n == 0 && round % 5 == 0)
                {
                    await running[next];
                }
            }

            var isDeleted = await running[0];
            var projects = (await Task.WhenAll(running[1..])).Count(ok => ok);
            (isDeleted ? projects == 0 : projects > 0).ShouldBeTrue($"round {round}: {projects} projects, deleted: {isDeleted}");
            (created, deleted) = (created + projects, deleted + (isDeleted ? 1 : 0));
        }

        (await Dangling(user)).ShouldBe(0);
        created.ShouldBeGreaterThan(0);
        deleted.ShouldBeGreaterThan(0);
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_created_while_its_owner_goes_does_not_survive_it()
    {
        var app = await Start(new AgencyFeature());
        var user = app.As(Tenant, "User");
        for (var round = 0; round < Rounds; round++)
        {
            var project = await user.Create(new Project { Name = "One" });
            var job = await user.Create(new Job { Name = "Before", ProjectId = project.Id });
            var writers = Enumerable.Range(0, 3).Select(n => Succeeds<ValidationFailedException>(() => user.Create(new Job { Name = $"{n}", ProjectId = project.Id })));
            var remark = Succeeds<ValidationFailedException>(() => user.Create(new Remark { Text = "New", JobId = job.Id }));
            var deletes = user.Delete<Project>(project.Id);
            await Task.WhenAll([.. writers, remark, deletes]);
        }

        (await user.List<Job>()).Rows.ShouldBeEmpty();
        (await user.List<Remark>()).Rows.ShouldBeEmpty();
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_delete_goes_through_although_others_change_what_goes_with_it()
    {
        var app = await Start(new AgencyFeature());
        var user = app.As(Tenant, "User");
        for (var round = 0; round < Rounds; round++)
        {
            var project = await user.Create(new Project { Name = "One" });
            var job = await user.Create(new Job { Name = "Before", ProjectId = project.Id });
            await Task.WhenAll(
                Succeeds<KumikoException>(() => user.Update(job, j => j.Name = "After")),
                Succeeds<KumikoException>(() => user.Update(project, p => p.Name = "Two")),
                Succeeds<NotFoundException>(() => user.Delete<Job>(job.Id)),
                user.Delete<Project>(project.Id));
            (await user.Detail<Project>(project.Id)).ShouldBeNull();
        }

        (await user.List<Job>()).Rows.ShouldBeEmpty();
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_ends_that_go_at_once_leave_nothing_between_them()
    {
        var app = await Start(new AgencyFeature());
        var user = app.As(Tenant, "User");
        for (var round = 0; round < Rounds; round++)
        {
            var (project, label) = (await user.Create(new Project { Name = "One" }), await user.Create(new Label { Name = "Red" }));
            await user.Create(new ProjectLabel { ProjectId = project.Id, LabelId = label.Id });
            await Task.WhenAll(
                user.Delete<Project>(project.Id),
                Succeeds<DeleteRestrictedException>(() => user.Delete<Label>(label.Id)),
                Succeeds<KumikoException>(() => user.Create(new ProjectLabel { ProjectId = project.Id, LabelId = label.Id })));
        }

        (await user.List<ProjectLabel>()).Rows.ShouldBeEmpty();
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    private static async Task<int> Dangling(TestUser user)
    {
        var clients = (await user.List<Client>(new { limit = 200 })).Rows.Select(c => c.Id).ToHashSet();
        return (await user.List<Project>(new { limit = 200 })).Rows.Count(p => !clients.Contains(p.ClientId!.Value));
    }

    private static async Task<bool> Succeeds<TRefusal>(Func<Task> work)
        where TRefusal : Exception
    {
        await Task.Yield();
        try
        {
            await work();
            return true;
        }
        catch (TRefusal)
        {
            return false;
        }
    }
}
