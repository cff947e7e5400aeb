using System.Text.Json;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Permissions;

/// <summary>A field that somebody may not read leaves on no way, and nothing can be found out about it.</summary>
public abstract class FieldReadSpecification(DatabaseSource source) : CrmTests(source)
{
    [Fact]
    public async Task Lists_and_details_show_no_hidden_field()
    {
        var deal = await Create("a");
        var anna = await Anna();

        ShouldHideSecrets(await Detail(anna, deal.Id));
        ShouldHideSecrets(await Detail(anna, deal.Id, ",\"asOfVersion\":1"));
        ShouldHideSecrets(await anna.QueryNamed("crm:query:deal:list", "{}"));

        var seen = await Detail(await Manager(), deal.Id);
        (seen.GetProperty("remark").GetString(), seen.GetProperty("terms").GetProperty("discount").GetInt32()).ShouldBe(("hush", 7));
        (seen.GetProperty("lines")[0].GetProperty("cost").GetInt32(), seen.GetProperty("summary").GetString()).ShouldBe((5, "a: hush"));
    }

    [Fact]
    public async Task Answers_of_commands_show_no_hidden_field_nor_its_old_value()
    {
        var deal = await Create("a", seller: "anna");
        var anna = await Anna();

        var updated = await Update(anna, deal, """{"title":"title b"}""");
        ShouldHideSecrets(updated);
        updated.GetProperty("previous").GetProperty("title").GetString().ShouldBe("a");
        updated.GetProperty("event").GetProperty("payload").GetProperty("changes").GetProperty("title").GetString().ShouldBe("title b");

        ShouldHideSecrets(await anna.WriteNamed("crm:write:deal:create", """{"title":"c","region":"north","sellerId":"anna"}"""));
        ShouldHideSecrets(await anna.WriteNamed("crm:write:deal:delete", $$"""{"id":"{{deal.Id}}"}"""));
        ShouldHideSecrets(await anna.WriteNamed("crm:write:deal:restore", $$"""{"id":"{{deal.Id}}"}"""));
        var batch = await anna.Batch(null, ("crm:write:deal:praise", $$"""{"id":"{{deal.Id}}","text":"well done"}"""));
        ShouldHideSecrets(JsonSerializer.Deserialize<JsonElement>(batch.Results[0].Span));
    }

    [Fact]
    public async Task Histories_show_no_hidden_field_and_no_hidden_part_of_an_event()
    {
        var deal = await Create("a", seller: "anna");
        await Update(await Manager(), deal, """{"remark":"still hush","terms":{"text":"gross","discount":9},"lines":[{"text":"Pump","cost":6}]}""");
        await (await Manager()).Write(new Praise(deal.Id, "well done"));

        var history = await (await Anna()).QueryNamed("crm:query:deal:history", $$"""{"id":"{{deal.Id}}"}""");

        ShouldHideSecrets(history);
        history.GetRawText().ShouldContain("well done");
        history.GetRawText().ShouldContain("gross");
        var all = (await (await Manager()).QueryNamed("crm:query:deal:history", $$"""{"id":"{{deal.Id}}"}""")).GetRawText();
        all.ShouldContain("still hush");
        all.ShouldContain("between us");
    }

    [Fact]
    public async Task Answers_of_authored_handlers_show_no_hidden_field_wherever_the_record_stands()
    {
        var deal = await Create("a", seller: "anna");
        var anna = await Anna();

        ShouldHideSecrets(await anna.QueryNamed("crm:query:deal:all", "{}"));
        ShouldHideSecrets(await anna.QueryNamed("crm:query:deal:named", """{"title":"a"}"""));
        ShouldHideSecrets(await anna.QueryNamed("crm:query:deal:disguised", "{}"));
        var parts = (await anna.QueryNamed("crm:query:deal:parts", $$"""{"id":"{{deal.Id}}"}""")).GetRawText();
        parts.ShouldBe("""{"terms":{"text":"net"},"first":{"text":"Pump"}}""");
        (await (await Manager()).QueryNamed("crm:query:deal:parts", $$"""{"id":"{{deal.Id}}"}""")).GetRawText().ShouldContain("\"discount\":7");
    }

    [Fact]
    public async Task A_field_can_be_shown_of_some_records_and_hidden_of_others()
    {
        var (mine, theirs) = (await Create("a", seller: "anna", margin: 10), await Create("b", seller: "ben", margin: 20));
        var anna = await Anna();

        (await Detail(anna, mine.Id)).GetProperty("margin").GetInt32().ShouldBe(10);
        (await Detail(anna, theirs.Id)).TryGetProperty("margin", out _).ShouldBeFalse();
        var rows = (await anna.QueryNamed("crm:query:deal:list", """{"sort":"title"}""")).GetProperty("rows").EnumerateArray().ToList();
        rows.Select(r => r.TryGetProperty("margin", out _)).ShouldBe([true, false]);
        (await anna.QueryNamed("crm:query:deal:history", $$"""{"id":"{{theirs.Id}}"}""")).GetRawText().ShouldNotContain("margin");
    }

    [Theory]
    [InlineData("""{"filter":{"field":"remark","op":"eq","value":"hush"}}""", "filter.field")]
    [InlineData("""{"filters":[{"field":"remark","op":"ne","value":"x"}]}""", "filters.0.field")]
    [InlineData("""{"sort":"remark"}""", "sort")]
    [InlineData("""{"sort":"margin"}""", "sort")]
    public async Task A_hidden_field_cannot_be_asked_about_and_looks_like_one_that_does_not_exist(string request, string path)
    {
        await Create("a");
        var hidden = await (await Anna()).QueryNamed("crm:query:deal:list", request).ShouldBeInvalid(path, IssueCodes.InvalidValue);
        var unknown = await (await Anna()).QueryNamed("crm:query:deal:list", request.Replace("remark", "nothing").Replace("margin", "nothing"))
            .ShouldBeInvalid(path, IssueCodes.InvalidValue);

        ((string[])hidden.Params!["values"]!).ShouldBe((string[])unknown.Params!["values"]!);
        ((string[])hidden.Params!["values"]!).ShouldNotContain("remark");
        (await Titles(await Manager(), request)).ShouldBe("a");
    }

    [Theory]
    [InlineData("eq", "20", "")]
    [InlineData("ne", "20", "a")]
    [InlineData("gt", "5", "a")]
    [InlineData("ne", "null", "a")]
    [InlineData("eq", "null", "")]
    public async Task A_filter_does_not_match_where_its_field_is_hidden(string op, string value, string expected)
    {
        await Create("a", seller: "anna", margin: 10);
        await Create("b", seller: "ben", margin: 20);
        await Create("c", seller: "ben");

        var request = $$$"""{"filter":{"field":"margin","op":"{{{op}}}","value":{{{value}}}},"totalCount":true}""";
        (await Titles(await Anna(), request)).ShouldBe(expected);
        (await (await Anna()).QueryNamed("crm:query:deal:list", request)).GetProperty("total").GetInt64().ShouldBe(expected.Length);
    }

    [Fact]
    public async Task A_derived_field_is_for_those_who_see_all_that_it_could_show_unless_its_rule_says_otherwise()
    {
        var deal = await Create("a", margin: 1);

        var seen = await Detail(await Anna(), deal.Id);

        seen.TryGetProperty("summary", out _).ShouldBeFalse();
        seen.GetProperty("heading").GetString().ShouldBe("A");
        (await Detail(await Manager(), deal.Id)).GetProperty("summary").GetString().ShouldBe("a: hush");
    }

    [Fact]
    public async Task A_repeated_request_shows_nothing_that_was_for_other_roles()
    {
        var app = await Shared<CrmFeature>();
        var both = app.As(Tenant, "Manager", "Seller").WithId("anna").WithClaims(c => c.With("crm:regions", ["north"]));
        var seller = (await Anna());
        const string Payload = """{"title":"title","region":"north","sellerId":"anna","remark":"hush"}""";

        (await both.WriteOnce("r-1", "crm:write:deal:create", Payload)).GetRawText().ShouldContain("hush");

        (await both.WriteOnce("r-1", "crm:write:deal:create", Payload)).GetRawText().ShouldContain("hush");
        (await Replay(seller)).ShouldBe("null");
        (await Replay(both.WithClaims(c => c.With("crm:regions", ["south"])))).ShouldBe("null");
        (await Titles(seller)).ShouldBe("title");

        async Task<string> Replay(TestUser user)
        {
            var outcome = await user.Batch("r-1", ("crm:write:deal:create", Payload));
            return outcome.Results.Count == 1 ? System.Text.Encoding.UTF8.GetString(outcome.Results[0].Span) : outcome.Error!.Reason;
        }
    }
}
