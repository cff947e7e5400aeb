using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Permissions;

/// <summary>One role alone has to allow a record before and after a change, on every way that writes.</summary>
public abstract class OwnershipWriteSpecification(DatabaseSource source) : CrmTests(source)
{
    [Fact]
    public async Task A_seller_creates_own_deals_and_no_others()
    {
        var anna = await Anna();

        (await anna.Create(new Deal { Title = "a", Region = "north", SellerId = "anna" })).Title.ShouldBe("a");
        await ShouldBeDenied(anna.Create(new Deal { Title = "b", Region = "north", SellerId = "ben" }));
        await ShouldBeDenied((await Nobody()).Create(new Deal { Title = "c" }));
        (await Titles(await Manager())).ShouldBe("a");
    }

    [Fact]
    public async Task A_record_of_somebody_else_that_can_be_read_cannot_be_written()
    {
        var theirs = await Create("a", seller: "ben");
        var anna = await Anna();

        await ShouldBeDenied(Update(anna, theirs, """{"title":"x"}"""));
        await ShouldBeDenied(Update(anna, theirs, """{"title":"a"}"""));
        await ShouldBeDenied(anna.Delete<Deal>(theirs.Id));
        await ShouldBeDenied(anna.Write(new Praise(theirs.Id, "well done")));
        (await (await Manager()).History<Deal>(theirs.Id)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_deleted_record_is_brought_back_by_who_may_write_it()
    {
        var (ours, theirs) = (await Create("a", seller: "anna"), await Create("b", seller: "ben"));
        await (await Manager()).Delete<Deal>(ours.Id);
        await (await Manager()).Delete<Deal>(theirs.Id);

        (await (await Anna()).Restore<Deal>(ours.Id)).IsDeleted.ShouldBeFalse();
        await ShouldBeDenied((await Anna()).Restore<Deal>(theirs.Id));
    }

    [Fact]
    public async Task No_record_moves_out_of_a_roles_reach_into_anothers()
    {
        var mine = await Create("a", "north", seller: "anna");
        var both = (await Shared<CrmFeature>()).As(Tenant, "Seller", "Scout").WithId("anna")
            .WithClaims(c => c.With("crm:regions", ["north", "south"]).With("crm:home", "south"));

        // As a seller it is hers before, as a scout it would be after: neither role has both.
        await ShouldBeDenied(Update(both, mine, """{"sellerId":"ben","region":"south"}"""));
        await ShouldBeDenied(Update(both, mine, """{"sellerId":"ben"}"""));
        (await Update(both, mine, """{"region":"south"}""")).GetProperty("isNew").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_batch_fails_as_a_whole_where_one_command_is_denied()
    {
        var (mine, theirs) = (await Create("a", seller: "anna"), await Create("b", seller: "ben"));

        var outcome = await (await Anna()).Batch(null,
            ("crm:write:deal:delete", $$"""{"id":"{{mine.Id}}"}"""), ("crm:write:deal:delete", $$"""{"id":"{{theirs.Id}}"}"""));

        (outcome.FailedIndex, outcome.Error!.Reason).ShouldBe((1, "ownership_denied"));
        (await Titles(await Manager())).ShouldBe("a b");
    }

    [Fact]
    public async Task Who_writes_a_record_that_they_cannot_read_learns_that_it_was_written_and_nothing_else()
    {
        var scout = (await Shared<CrmFeature>()).As(Tenant, "Scout").WithClaims(c => c.With("crm:home", "south"));

        var answer = await scout.WriteNamed("crm:write:deal:create", """{"title":"found","region":"south"}""");

        answer.GetProperty("data").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        answer.GetRawText().ShouldNotContain("found");
        (await (await Manager()).Detail<Deal>(answer.GetProperty("id").GetGuid())).ShouldNotBeNull().Title.ShouldBe("found");
    }

    [Fact]
    public async Task A_reference_to_a_record_that_cannot_be_read_is_one_to_nothing()
    {
        var (ours, theirs) = (await Create("a", "north"), await Create("b", "south"));
        var anna = await Anna();

        (await anna.Create(new Visit { DealId = ours.Id })).DealId.ShouldBe(ours.Id);
        var unreadable = await anna.Create(new Visit { DealId = theirs.Id }).ShouldFail<KumikoException>();
        var missing = await anna.Create(new Visit { DealId = Guid.CreateVersion7() }).ShouldFail<KumikoException>();
        (unreadable.Status, unreadable.Code, unreadable.Reason).ShouldBe((missing.Status, missing.Code, missing.Reason));
    }

    [Fact]
    public async Task Records_that_are_created_with_another_one_have_their_own_rules()
    {
        var anna = await Anna();

        await ShouldBeDenied(Create("""[{"title":"a","region":"north","sellerId":"anna"},{"title":"b","region":"north","sellerId":"ben"}]"""));
        (await Create("""[{"title":"a","sellerId":"anna","remark":null}]""").ShouldFail<AccessDeniedException>()).Details!["field"].ShouldBe("remark");
        (await Titles(await Manager())).ShouldBe("");
        ShouldHideSecrets(await Create("""[{"title":"a","region":"north","sellerId":"anna","terms":{"text":"net"}}]"""));
        (await Create("""[{"title":"unseen","region":"south","sellerId":"anna"}]""")).GetRawText().ShouldNotContain("unseen");
        (await Titles(await Manager())).ShouldBe("a unseen");

        Task<System.Text.Json.JsonElement> Create(string deals) =>
            anna.WriteNamed("crm:write:campaign:create", $$$"""{"title":"spring","deals":{{{deals}}}}""");
    }

    [Fact]
    public async Task What_follows_from_a_delete_is_not_the_callers_decision()
    {
        var campaign = await (await Manager()).Create(new Campaign { Title = "spring" });
        var deal = await (await Manager()).Create(new Deal { Title = "a", Region = "south", SellerId = "ben", CampaignId = campaign.Id });

        await (await Anna()).Delete<Campaign>(campaign.Id);

        (await (await Manager()).Detail<Deal>(deal.Id)).ShouldBeNull();
    }

    [Fact]
    public async Task Seeds_and_the_framework_itself_are_not_asked()
    {
        var app = await Start(new TestAppOptions
        {
            Configure = kumiko => kumiko.AddSeed("deals", async seed => await seed.For(Tenant).Create(new Deal { Title = "seeded", Region = "north", Remark = "hush" })),
        }, new CrmFeature());

        (await Titles(app.As(Tenant, "Manager"))).ShouldBe("seeded");
    }

    [Fact]
    public async Task Consumers_do_what_follows_from_events_whoever_caused_them()
    {
        var app = await Start(new CrmFeature());
        var (manager, anna) = (app.As(Tenant, "Manager"), app.As(Tenant, "Seller").WithId("anna").WithClaims(c => c.With("crm:regions", ["north"])));
        await manager.Create(new Deal { Title = "b", Region = "south" });
        var deal = await anna.Create(new Deal { Title = "a", Region = "north", SellerId = "anna" });
        await anna.Write(new Praise(deal.Id, "well done"));

        await app.DrainConsumers(Cancellation);

        (await manager.Detail<Deal>(deal.Id)).ShouldNotBeNull().Remark.ShouldBe("praised among 2, remembered");
        ShouldHideSecrets(await Detail(anna, deal.Id));
    }

    [Fact]
    public async Task What_a_handler_does_without_the_rules_says_why()
    {
        var deal = await Create("a", seller: "ben");
        var anna = await Anna();

        var answer = await anna.WriteNamed("crm:write:deal:note-for-all", $$"""{"id":"{{deal.Id}}","text":"very hush"}""");

        ShouldHideSecrets(answer);
        (await (await Manager()).Detail<Deal>(deal.Id)).ShouldNotBeNull().Remark.ShouldBe("very hush");
        var events = await (await Shared<CrmFeature>()).Store.NewSession().ReadStream(
            new StreamId(Tenant, deal.Id), Kumiko.Storage.StreamRange.Whole, Cancellation);
        EventMetadata.Of(events[^1]).Headers.ShouldNotBeNull()["unrestrictedReason"].ShouldStartWith("Everybody may leave");
    }

    private static async Task ShouldBeDenied(Task task)
    {
        var failure = await task.ShouldFail<UnprocessableException>();
        (failure.Status, failure.Reason, failure.Details!["entity"]).ShouldBe((422, "ownership_denied", "deal"));
    }
}
