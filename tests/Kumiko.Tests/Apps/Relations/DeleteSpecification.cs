using Kumiko.Testing;

namespace Kumiko.Tests.Apps.Relations;

/// <summary>What a delete means for the records that refer to the one that goes: on every way, through events, in one transaction.</summary>
public abstract class DeleteSpecification(DatabaseSource source) : AppSpecification(source)
{
    [Fact]
    public async Task A_record_that_others_refer_to_cannot_be_deleted_where_the_relation_forbids_it()
    {
        var user = await User();
        var client = await user.Create(new Client { Name = "Acme" });
        var project = await user.Create(new Project { Name = "One", ClientId = client.Id });
        await user.Create(new Project { Name = "Two", ClientId = client.Id });

        var refusal = await user.Delete<Client>(client.Id).ShouldFail<DeleteRestrictedException>();
        (refusal.Code, refusal.Status, refusal.Reason, refusal.I18nKey).ShouldBe(("conflict", 409, "delete_restricted", "errors.deleteRestricted"));
        refusal.Details!["relation"].ShouldBe("projects");
        refusal.Details!["blockingEntity"].ShouldBe("project");
        refusal.Details!["entity"].ShouldBe("client");
        refusal.Details!["entityId"].ShouldBe(client.Id.ToString());
        refusal.Details!["count"].ShouldBe(2L);

        (await user.Detail<Client>(client.Id)).ShouldNotBeNull().Version.ShouldBe(client.Version);
        (await user.Detail<Project>(project.Id)).ShouldNotBeNull().ClientId.ShouldBe(client.Id);
    }

    [Fact]
    public async Task It_can_be_deleted_once_nobody_refers_to_it_any_more()
    {
        var user = await User();
        var client = await user.Create(new Client { Name = "Acme" });
        var (moved, deleted) = (await user.Create(new Project { Name = "One", ClientId = client.Id }), await user.Create(new Project { Name = "Two", ClientId = client.Id }));

        await user.Update(moved, p => p.ClientId = null);
        await user.Delete<Project>(deleted.Id);
        await user.Delete<Client>(client.Id);

        (await user.Detail<Client>(client.Id)).ShouldBeNull();
        await user.Restore<Project>(deleted.Id).ShouldBeInvalid("clientId", IssueCodes.ReferenceNotFound);
    }

    [Fact]
    public async Task The_rule_holds_for_handlers_and_batches_and_leaves_nothing_behind_when_it_is_caught()
    {
        var user = await User();
        var client = await user.Create(new Client { Name = "Acme" });
        await user.Write(new StartProject(client.Id, "One"));

        await user.Write(new DropClient(client.Id)).ShouldFail<DeleteRestrictedException>();
        (await user.Batch(null, ("agency:write:client:create", """{"name":"Other"}"""), ("agency:write:client:delete", $$"""{"id":"{{client.Id}}"}""")))
            .FailedIndex.ShouldBe(1);
        (await user.Write<string>(new DropClient(client.Id, Catch: true))).ShouldBe("kept");

        (await user.Detail<Client>(client.Id)).ShouldNotBeNull().Name.ShouldBe("kept");
        (await user.History<Client>(client.Id)).Count.ShouldBe(2);
        (await user.List<Client>()).Rows.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_batch_may_delete_what_it_created_and_what_is_in_the_way()
    {
        var user = await User();
        var (client, project) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        (await user.Batch(null,
            ("agency:write:client:create", $$"""{"id":"{{client}}","name":"Acme"}"""),
            ("agency:write:project:create", $$"""{"id":"{{project}}","name":"One","clientId":"{{client}}"}"""),
            ("agency:write:client:delete", $$"""{"id":"{{client}}"}"""))).Error.ShouldBeOfType<DeleteRestrictedException>();
        (await user.Batch(null,
            ("agency:write:client:create", $$"""{"id":"{{client}}","name":"Acme"}"""),
            ("agency:write:project:create", $$"""{"id":"{{project}}","name":"One","clientId":"{{client}}"}"""),
            ("agency:write:project:delete", $$"""{"id":"{{project}}"}"""),
            ("agency:write:client:delete", $$"""{"id":"{{client}}"}"""))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task What_belongs_to_a_record_goes_with_it_by_events_of_its_own()
    {
        var app = await Start(new AgencyFeature());
        var user = app.As(Tenant, "User");
        var (project, job, remark) = await Nested(user);
        var other = await Nested(user);

        await user.Delete<Project>(project);

        (await user.Detail<Job>(job)).ShouldBeNull();
        (await user.Detail<Remark>(remark)).ShouldBeNull();
        (await user.History<Job>(job)).Select(e => e.Text("type")).ShouldBe(["job.deleted", "job.created"]);
        var last = (await user.History<Remark>(remark))[0];
        (last.Text("type"), last.Text("by")).ShouldBe(("remark.deleted", user.User.Id.Value));
        (await user.Detail<Remark>(other.Remark)).ShouldNotBeNull();
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_restored_record_comes_back_alone_and_what_belongs_to_it_only_behind_it()
    {
        var user = await User();
        var (project, job, _) = await Nested(user);
        await user.Delete<Project>(project);

        await user.Restore<Project>(project);

        (await user.Detail<Project>(project)).ShouldNotBeNull();
        (await user.Detail<Job>(job)).ShouldBeNull();
    }

    [Fact]
    public async Task A_mark_cannot_be_taken_from_a_record_whose_owner_is_gone()
    {
        var user = await User();
        var (project, _, remark) = await Nested(user);
        await user.Delete<Remark>(remark);
        await user.Delete<Project>(project);

        await user.Restore<Remark>(remark).ShouldBeInvalid("jobId", IssueCodes.ReferenceNotFound);
    }

    [Fact]
    public async Task A_reference_is_cleared_where_the_relation_says_so_and_left_alone_where_nobody_does()
    {
        var app = await Start(new AgencyFeature());
        var user = app.As(Tenant, "User");
        var (client, other) = (await user.Create(new Client { Name = "Acme" }), await user.Create(new Client { Name = "Other" }));
        var contact = await user.Create(new Contact { Name = "Ann", ClientId = client.Id, FormerClientId = client.Id });
        var former = await user.Create(new Contact { Name = "Bob", ClientId = other.Id, FormerClientId = client.Id });

        await user.Delete<Client>(client.Id);

        var (cleared, left) = ((await user.Detail<Contact>(contact.Id)).ShouldNotBeNull(), (await user.Detail<Contact>(former.Id)).ShouldNotBeNull());
        (cleared.ClientId, cleared.FormerClientId, cleared.Version.Value).ShouldBe((null, client.Id, 2));
        (left.ClientId, left.FormerClientId, left.Version.Value).ShouldBe((other.Id, client.Id, 1));
        (await user.History<Contact>(contact.Id))[0].GetProperty("changes").ShouldBeJson($$"""[{"field":"clientId","from":"{{client.Id}}","to":null}]""");
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Joining_records_go_from_one_end_and_are_in_the_way_from_the_other()
    {
        var app = await Start(new AgencyFeature());
        var user = app.As(Tenant, "User");
        var (project, label) = (await user.Create(new Project { Name = "One" }), await user.Create(new Label { Name = "Red" }));
        var join = await user.Create(new ProjectLabel { ProjectId = project.Id, LabelId = label.Id });

        (await user.Delete<Label>(label.Id).ShouldFail<DeleteRestrictedException>()).Details!["blockingEntity"].ShouldBe("project-label");
        await user.Delete<Project>(project.Id);

        (await user.Detail<ProjectLabel>(join.Id)).ShouldBeNull();
        await user.Delete<Label>(label.Id);
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_goes_with_a_record_goes_even_if_the_user_may_neither_see_nor_write_it()
    {
        var app = await Start(new AgencyFeature());
        var (user, author) = (app.As(Tenant, "User"), app.As(Tenant, "Author"));
        var project = await user.Create(new Project { Name = "One" });
        var memo = await author.Create(new Memo { AuthorId = author.User.Id.Value, ProjectId = project.Id });
        await user.Delete<Memo>(memo.Id).ShouldBeNotFound();

        await user.Delete<Project>(project.Id);

        (await author.Detail<Memo>(memo.Id)).ShouldBeNull();
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_feature_can_be_in_the_way_of_a_delete()
    {
        var user = (await Start(new AgencyFeature(), new BillingFeature())).As(Tenant, "User");
        var client = await user.Create(new Client { Name = "Acme" });
        await user.Create(new Bill { ClientId = client.Id });

        (await user.Delete<Client>(client.Id).ShouldFail<DeleteRestrictedException>()).Details!["relation"].ShouldBe("bills");
    }

    [Fact]
    public async Task Only_the_tenants_own_records_count_and_change()
    {
        var app = await Start(new AgencyFeature());
        var (user, stranger) = (app.As(Tenant, "User"), app.As(OtherTenant, "User"));
        var id = Guid.CreateVersion7();
        foreach (var tenant in new[] { user, stranger })
        {
            await tenant.WriteNamed("agency:write:client:create", $$"""{"id":"{{id}}","name":"Both"}""");
        }

        var contact = await stranger.Create(new Contact { Name = "Theirs", ClientId = id });
        await stranger.Create(new Project { Name = "Theirs", ClientId = id });

        await user.Delete<Client>(id);

        (await stranger.Detail<Client>(id)).ShouldNotBeNull();
        (await stranger.Detail<Contact>(contact.Id)).ShouldNotBeNull().ClientId.ShouldBe(id);
    }

    [Fact]
    public async Task A_tree_goes_as_a_whole_and_a_deeper_one_not_at_all()
    {
        var app = await Start(new AgencyFeature());
        var user = app.As(Tenant, "User");

        await user.Delete<Folder>(await user.Write<Guid>(new GrowFolders(31)));
        (await user.List<Folder>()).Rows.ShouldBeEmpty();

        var deep = await user.Write<Guid>(new GrowFolders(32));
        var refusal = await user.Delete<Folder>(deep).ShouldFail<UnprocessableException>();
        (refusal.Reason, refusal.Details!["maxLevels"]).ShouldBe(("cascade_too_large", 32));
        (await user.List<Folder>()).Rows.Count.ShouldBe(33);
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_that_contains_itself_can_be_deleted()
    {
        var user = await User();
        var id = Guid.CreateVersion7();
        await user.WriteNamed("agency:write:folder:create", $$"""{"id":"{{id}}","parentId":"{{id}}"}""");

        await user.Delete<Folder>(id);

        (await user.Detail<Folder>(id)).ShouldBeNull();
    }

    [Fact]
    public async Task Many_go_together_and_too_many_not_at_all()
    {
        var app = await Start(new AgencyFeature());
        var user = app.As(Tenant, "User");
        var (full, tooFull) = (await user.Create(new Folder()), await user.Create(new Folder()));
        await user.Write(new FillFolder(full.Id, 2_000));
        await user.Write(new FillFolder(tooFull.Id, 10_001));

        await user.Delete<Folder>(full.Id);
        var refusal = await user.Delete<Folder>(tooFull.Id).ShouldFail<UnprocessableException>();

        (refusal.Reason, refusal.Details!["maxRecords"]).ShouldBe(("cascade_too_large", 10_000));
        (await user.List<Sheet>(new { limit = 1, totalCount = true })).Total.ShouldBe(10_001);
        (await app.CompareWithRebuild<Sheet>()).ShouldBeEmpty();
    }

    private async Task<TestUser> User() => (await Shared<AgencyFeature>()).As(Tenant, "User");

    private static async Task<(Guid Project, Guid Job, Guid Remark)> Nested(TestUser user)
    {
        var project = await user.Create(new Project { Name = "One" });
        var job = await user.Create(new Job { Name = "Paint", ProjectId = project.Id });
        var remark = await user.Create(new Remark { Text = "In blue", JobId = job.Id });
        return (project.Id, job.Id, remark.Id);
    }
}
