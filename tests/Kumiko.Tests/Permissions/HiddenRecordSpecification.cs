using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Permissions;

/// <summary>Records that the caller may not read count for unique values and for deletes; refusals say no more of them than that.</summary>
public abstract class HiddenRecordSpecification(DatabaseSource source) : AppSpecification(source)
{
    [Fact]
    public async Task A_value_of_a_hidden_record_is_taken_and_nothing_else_is_said_of_it()
    {
        var (clerk, guest) = (await Clerk(), await Guest());
        var hidden = await clerk.Create(new Folder { Name = "plans", IsSecret = true });
        await clerk.Create(new Folder { Name = "open" });

        var refusals = new List<UniqueViolationException>();
        foreach (var name in new[] { "plans", "open" })
        {
            refusals.Add(await Should.ThrowAsync<UniqueViolationException>(() => guest.Create(new Folder { Name = name })));
        }

        var own = await guest.Create(new Folder { Name = "mine" });
        refusals.Add(await Should.ThrowAsync<UniqueViolationException>(() => guest.Update(own, f => f.Name = "plans")));
        refusals.Select(TextOf).Distinct().ShouldHaveSingleItem().ShouldNotContain(hidden.Id.ToString());
    }

    [Fact]
    public async Task An_id_of_a_hidden_record_is_taken_and_nothing_else_is_said_of_it()
    {
        var (clerk, guest) = (await Clerk(), await Guest());
        var folder = await clerk.Create(new Folder { Name = "a" });
        var hidden = await clerk.Update(await clerk.Create(new Folder { Name = "plans", IsSecret = true }), f => f.Name = "other plans");
        var paper = await clerk.Create(new Paper { FolderId = folder.Id, IsSecret = true });
        var archived = await clerk.Create(new Folder { Name = "old", IsSecret = true });
        await clerk.Write(new PutAway(archived.Id));

        foreach (var (type, payload) in new[]
        {
            ("office:write:folder:create", $$"""{"id":"{{hidden.Id}}","name":"mine"}"""),
            ("office:write:folder:create", $$"""{"id":"{{archived.Id}}","name":"mine"}"""),
            ("office:write:paper:create", $$"""{"id":"{{paper.Id}}","folderId":"{{folder.Id}}"}"""),
        })
        {
            (await Should.ThrowAsync<UniqueViolationException>(() => guest.WriteNamed(type, payload))).Fields.ShouldBe(["id"]);
            var batch = await guest.Batch(null, ("office:write:folder:create", """{"name":"before"}"""), (type, payload));
            (batch.Error.ShouldBeOfType<UniqueViolationException>().Fields.Single(), batch.FailedIndex).ShouldBe(("id", 1));
            (await clerk.Batch(null, (type, payload))).Error!.Code.ShouldBeOneOf("version_conflict", "stream_archived");
        }
    }

    [Fact]
    public async Task A_refused_delete_counts_the_records_that_the_caller_may_read()
    {
        var (clerk, guest) = (await Clerk(), await Guest());
        var folder = await clerk.Create(new Folder { Name = "a" });
        foreach (var isSecret in new[] { true, false, true, false, true })
        {
            await clerk.Create(new Paper { FolderId = folder.Id, IsSecret = isSecret });
        }

        (await Refusal(guest, folder)).Details!["count"].ShouldBe(2L);
        (await Refusal(clerk, folder)).Details!["count"].ShouldBe(5L);
    }

    [Fact]
    public async Task A_delete_is_refused_for_hidden_records_too_without_a_word_on_how_many()
    {
        var (clerk, guest) = (await Clerk(), await Guest());
        var folder = await clerk.Create(new Folder { Name = "a" });
        var paper = await clerk.Create(new Paper { FolderId = folder.Id, IsSecret = true });

        var one = TextOf(await Refusal(guest, folder));
        await clerk.Create(new Paper { FolderId = folder.Id, IsSecret = true });

        TextOf(await Refusal(guest, folder)).ShouldBe(one);
        one.ShouldContain("records of 'paper' refer to it");
        one.ShouldNotContain(paper.Id.ToString());
        (await clerk.Detail<Folder>(folder.Id)).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_would_go_along_unseen_is_not_named_when_it_is_in_the_way()
    {
        var (clerk, guest) = (await Clerk(), await Guest());
        var folder = await clerk.Create(new Folder { Name = "a" });
        var sleeve = await clerk.Create(new Sleeve { FolderId = folder.Id, IsSecret = true });
        await clerk.Create(new Pin { SleeveId = sleeve.Id });

        var refusal = await Refusal(guest, folder);
        TextOf(refusal).ShouldNotContain(sleeve.Id.ToString());
        (refusal.Details!["entity"], refusal.Details["entityId"]).ShouldBe(("folder", folder.Id.ToString()));
        refusal.Message.ShouldContain("what would go with it");
        (await Refusal(clerk, folder)).Details!["entityId"].ShouldBe(sleeve.Id.ToString());
    }

    private async Task<TestUser> Clerk() => (await Shared<OfficeFeature>()).As(Tenant, "Clerk");

    private async Task<TestUser> Guest() => (await Shared<OfficeFeature>()).As(Tenant, "Guest");

    private static Task<DeleteRestrictedException> Refusal(TestUser user, Folder folder) =>
        Should.ThrowAsync<DeleteRestrictedException>(() => user.Delete<Folder>(folder.Id));

    private static string TextOf(KumikoException error) => JsonText.Of(writer =>
    {
        writer.WriteStartObject();
        ErrorJson.WriteMembers(writer, error);
        writer.WriteEndObject();
    });
}
