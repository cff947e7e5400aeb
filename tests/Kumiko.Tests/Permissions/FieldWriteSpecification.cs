using System.Text.Json;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Permissions;

/// <summary>A field that somebody may not set is refused loudly, on every way in.</summary>
public abstract class FieldWriteSpecification(DatabaseSource source) : CrmTests(source)
{
    [Fact]
    public async Task A_field_that_is_sent_by_somebody_without_a_role_for_it_is_refused_whatever_it_holds()
    {
        var deal = await Create("a", seller: "anna");
        var anna = await Anna();

        await ShouldBeDenied(Update(anna, deal, """{"remark":"x"}"""), "remark", "crm:write:deal:update");
        await ShouldBeDenied(Update(anna, deal, """{"remark":"hush"}"""), "remark", "crm:write:deal:update");
        await ShouldBeDenied(Update(anna, deal, """{"title":"b","remark":null}"""), "remark", "crm:write:deal:update");
        await ShouldBeDenied(
            anna.WriteNamed("crm:write:deal:create", """{"title":"b","sellerId":"anna","remark":null}"""), "remark", "crm:write:deal:create");
        await ShouldBeDenied(anna.Write(new SetRemark(deal.Id, "x")), "remark", "crm:write:deal:set-remark");
        (await (await Manager()).History<Deal>(deal.Id)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_not_valid_is_reported_before_it()
    {
        var deal = await Create("a", seller: "anna");

        await Update(await Anna(), deal, """{"remark":1}""").ShouldBeInvalid("remark", IssueCodes.InvalidType);
    }

    [Fact]
    public async Task A_handler_that_changes_the_field_for_the_caller_is_refused_too()
    {
        var deal = await Create("a", seller: "anna");

        var failure = await (await Anna()).Write(new NoteRemark(deal.Id, "x")).ShouldFail<AccessDeniedException>();

        (failure.Reason, failure.Details!["field"], failure.Details["entity"]).ShouldBe(("field_access_denied", "remark", "deal"));
        (await (await Manager()).Write<Deal>(new NoteRemark(deal.Id, "x"))).Remark.ShouldBe("x");
    }

    [Fact]
    public async Task What_is_left_as_it_is_counts_as_not_sent_by_code()
    {
        var deal = await Create("a", seller: "anna");
        var anna = await Anna();

        (await anna.Write<Deal>(new Praise(deal.Id, "x"))).Version.ShouldBe(new StreamVersion(2));
        await Update(anna, deal, """{"title":"b"}""", version: 2);
        (await (await Manager()).Detail<Deal>(deal.Id)).ShouldNotBeNull().Remark.ShouldBe("hush");
    }

    [Fact]
    public async Task An_object_inside_keeps_what_the_sender_may_not_set()
    {
        var deal = await Create("a", seller: "anna");
        var anna = await Anna();

        await Update(anna, deal, """{"terms":{"text":"gross"}}""");

        var terms = (await (await Manager()).Detail<Deal>(deal.Id)).ShouldNotBeNull().Terms.ShouldNotBeNull();
        (terms.Text, terms.Discount).ShouldBe(("gross", 7));
        await ShouldBeDenied(Update(anna, deal, """{"terms":{"text":"gross","discount":8}}""", version: 2), "terms.discount");
        await ShouldBeDenied(Update(anna, deal, """{"terms":null}""", version: 2), "terms.discount");
        await ShouldBeDenied(anna.WriteNamed("crm:write:deal:create", """{"title":"b","sellerId":"anna","terms":{"discount":1}}"""), "terms.discount");
    }

    [Fact]
    public async Task Items_of_a_list_lose_and_gain_nothing_that_the_sender_may_not_set()
    {
        var deal = await Create("a", seller: "anna");
        var anna = await Anna();

        await ShouldBeDenied(Update(anna, deal, """{"lines":[{"text":"Pump"}]}"""), "lines.cost");
        await ShouldBeDenied(Update(anna, deal, """{"lines":[]}"""), "lines.cost");
        await Update(anna, deal, """{"lines":[{"text":"Pump","cost":5},{"text":"Pipe"}]}""");
        await ShouldBeDenied(Update(anna, deal, """{"lines":[{"text":"Pump","cost":5},{"text":"Pipe","cost":1}]}""", version: 2), "lines.cost");
    }

    [Fact]
    public async Task Who_may_set_the_field_does()
    {
        var deal = await Create("a");

        var updated = await Update(await Manager(), deal, """{"remark":"x","terms":{"discount":1},"lines":[{"text":"Pump","cost":9}]}""");

        updated.GetProperty("data").GetProperty("remark").GetString().ShouldBe("x");
    }

    private static async Task ShouldBeDenied(Task task, string field, string? handler = null)
    {
        var failure = await task.ShouldFail<AccessDeniedException>();
        (failure.Status, failure.Code, failure.Reason, failure.Details!["field"]).ShouldBe((403, "access_denied", "field_access_denied", field));
        failure.Details.GetValueOrDefault("handler").ShouldBe(handler);
    }
}
