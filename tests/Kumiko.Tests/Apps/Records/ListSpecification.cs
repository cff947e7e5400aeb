using System.Text.Json;

namespace Kumiko.Tests.Apps.Records;

/// <summary>Lists: what they contain, in which order, and page by page.</summary>
public abstract class ListSpecification(DatabaseSource source) : LibraryTests(source)
{
    [Fact]
    public async Task Without_an_order_the_oldest_record_comes_first()
    {
        await CreateAuthors(("Zoe", 3), ("Ada", 1), ("Bob", 2));

        (await Shown("author", "name")).ShouldBe("Zoe Ada Bob");
        (await Shown("author", "name", """{"sort":"id","sortDirection":"desc"}""")).ShouldBe("Bob Ada Zoe");
        (await Shown("author", "name", """{"sort":"insertedAt"}""")).ShouldBe("Zoe Ada Bob");
    }

    [Fact]
    public async Task A_list_is_sorted_by_what_was_changed_last()
    {
        await CreateAuthors(("Ada", 1), ("Bob", 2), ("Cid", 3));
        var second = (await Query("author:list", "{}")).GetProperty("rows")[1].Id();
        await Update("author", second, 1, """{"born":9}""");

        (await Shown("author", "name", """{"sort":"modifiedAt"}""")).ShouldBe("Bob Ada Cid");
        (await Shown("author", "name", """{"sort":"modifiedAt","sortDirection":"desc"}""")).ShouldBe("Ada Cid Bob");
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("3", 3)]
    [InlineData("200", 3)]
    [InlineData("null", 3)]
    public async Task A_page_has_at_most_as_many_rows_as_were_asked_for(string limit, int rows)
    {
        await CreateAuthors(("Ada", 1), ("Bob", 2), ("Cid", 3));

        var page = await Query("author:list", $$"""{"limit":{{limit}},"totalCount":true}""");

        page.GetProperty("rows").Items().Count.ShouldBe(rows);
        page.GetProperty("total").GetInt64().ShouldBe(3);
        (page.Text("nextCursor") is not null).ShouldBe(rows == 1);
    }

    [Theory]
    [InlineData("\"limit\":201", "limit", IssueCodes.TooBig)]
    [InlineData("\"limit\":-1", "limit", IssueCodes.TooSmall)]
    [InlineData("\"limit\":\"10\"", "limit", IssueCodes.InvalidType)]
    [InlineData("\"offset\":-1", "offset", IssueCodes.TooSmall)]
    [InlineData("\"sort\":\"note\"", "sort", IssueCodes.InvalidValue)]
    [InlineData("\"sort\":\"label\"", "sort", IssueCodes.InvalidValue)]
    [InlineData("\"sort\":\"Name\"", "sort", IssueCodes.InvalidValue)]
    [InlineData("\"sort\":1", "sort", IssueCodes.InvalidType)]
    [InlineData("\"sort\":\"name\",\"sortDirection\":\"up\"", "sortDirection", IssueCodes.InvalidValue)]
    [InlineData("\"cursor\":\"???\"", "cursor", IssueCodes.InvalidFormat)]
    [InlineData("\"cursor\":\"e30\"", "cursor", IssueCodes.InvalidFormat)]
    [InlineData("\"cursor\":\"W10\"", "cursor", IssueCodes.InvalidFormat)]
    [InlineData("\"totalCount\":1", "totalCount", IssueCodes.InvalidType)]
    [InlineData("\"includeDeleted\":\"yes\"", "includeDeleted", IssueCodes.InvalidType)]
    [InlineData("\"filter\":[]", "filter", IssueCodes.InvalidType)]
    [InlineData("\"filters\":{}", "filters", IssueCodes.InvalidType)]
    [InlineData("\"filters\":[1]", "filters.0", IssueCodes.InvalidType)]
    [InlineData("\"filter\":{\"op\":\"eq\",\"value\":1}", "filter.field", IssueCodes.InvalidType)]
    [InlineData("\"filter\":{\"field\":\"born\",\"value\":1}", "filter.op", IssueCodes.InvalidType)]
    [InlineData("\"filter\":{\"field\":\"born\",\"op\":\"eq\"}", "filter.value", IssueCodes.InvalidType)]
    [InlineData("\"filter\":{\"field\":\"born\",\"op\":\"eq\",\"value\":\"x\"}", "filter.value", IssueCodes.InvalidType)]
    [InlineData("\"filter\":{\"field\":\"born\",\"op\":\"in\",\"value\":1}", "filter.value", IssueCodes.InvalidType)]
    [InlineData("\"filter\":{\"field\":\"born\",\"op\":\"in\",\"value\":[1,\"x\"]}", "filter.value.1", IssueCodes.InvalidType)]
    [InlineData("\"filters\":[{\"field\":\"born\",\"op\":\"eq\",\"value\":1},{\"field\":\"note\",\"op\":\"eq\",\"value\":\"x\"}]",
        "filters.1.field", IssueCodes.InvalidValue)]
    [InlineData("\"filter\":{\"field\":\"genre\",\"op\":\"lt\",\"value\":\"novel\"}", "filter.op", IssueCodes.InvalidValue)]
    [InlineData("\"filter\":{\"field\":\"genre\",\"op\":\"eq\",\"value\":\"drama\"}", "filter.value", IssueCodes.InvalidValue)]
    [InlineData("\"page\":2", "(root)", IssueCodes.UnrecognizedKeys)]
    public async Task What_a_list_does_not_offer_is_refused_by_name(string request, string path, string code) =>
        await Query("author:list", "{" + request + "}").ShouldBeInvalid(path, code);

    [Fact]
    public async Task All_filters_must_hold()
    {
        await CreateAuthors(("Ada", 1), ("Bob", 2), ("Cid", 3), ("Dan", null));

        (await Shown("author", "name", """{"filter":{"field":"born","op":"gt","value":1},"filters":[{"field":"born","op":"lt","value":3}]}"""))
            .ShouldBe("Bob");
        (await Shown("author", "name",
            """{"filters":[{"field":"born","op":"ne","value":2},{"field":"name","op":"in","value":["Bob","Cid","Dan"]}]}""")).ShouldBe("Cid Dan");
        (await Shown("author", "name", """{"filters":[]}""")).ShouldBe("Ada Bob Cid Dan");
    }

    [Fact]
    public async Task An_offset_passes_over_rows_until_a_cursor_takes_over()
    {
        await CreateAuthors(("Ada", 1), ("Bob", 2), ("Cid", 3), ("Dan", 4));

        var first = await Query("author:list", """{"sort":"name","limit":1,"offset":1}""");
        first.GetProperty("rows")[0].Text("name").ShouldBe("Bob");

        (await Shown("author", "name", $$"""{"sort":"name","limit":2,"offset":1,"cursor":"{{first.Text("nextCursor")}}"}""")).ShouldBe("Cid Dan");
        (await Shown("author", "name", """{"offset":2147483647}""")).ShouldBe("");
    }

    [Fact]
    public async Task The_total_counts_all_pages()
    {
        await CreateAuthors(("Ada", 1), ("Bob", 2), ("Cid", 3), ("Dan", 4));
        const string request = "\"limit\":1,\"totalCount\":true,\"filter\":{\"field\":\"born\",\"op\":\"gt\",\"value\":1}";
        var first = await Query("author:list", $$"""{{{request}}}""");

        var second = await Query("author:list", $$"""{{{request}},"offset":2,"cursor":"{{first.Text("nextCursor")}}"}""");

        second.GetProperty("total").GetInt64().ShouldBe(3);
        first.GetProperty("total").GetInt64().ShouldBe(3);
        (await Query("author:list", "{}")).TryGetProperty("total", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        await CreateAuthors(("Ada", 1), ("Bob", 2));
        var byName = (await Query("author:list", """{"sort":"name","limit":1}""")).Text("nextCursor");
        var byAge = (await Query("author:list", """{"limit":1}""")).Text("nextCursor");

        await Query("author:list", $$"""{"cursor":"{{byName}}"}""").ShouldBeInvalid("cursor", IssueCodes.InvalidFormat);
        await Query("author:list", $$"""{"sort":"born","cursor":"{{byName}}"}""").ShouldBeInvalid("cursor", IssueCodes.InvalidFormat);
        await Query("author:list", $$"""{"sort":"name","sortDirection":"desc","cursor":"{{byName}}"}""")
            .ShouldBeInvalid("cursor", IssueCodes.InvalidFormat);
        await Query("author:list", $$"""{"sort":"name","cursor":"{{byAge}}"}""").ShouldBeInvalid("cursor", IssueCodes.InvalidFormat);
        (await Shown("author", "name", $$"""{"sort":"name","sortDirection":"asc","cursor":"{{byName}}"}""")).ShouldBe("Bob");
    }

    [Theory]
    [InlineData("name", "asc")]
    [InlineData("name", "desc")]
    [InlineData("born", "asc")]
    [InlineData("born", "desc")]
    [InlineData("modifiedAt", "asc")]
    [InlineData("modifiedAt", "desc")]
    [InlineData("insertedAt", "desc")]
    [InlineData("id", "asc")]
    [InlineData("id", "desc")]
    public async Task Following_the_cursors_visits_every_row_once_in_order(string sort, string direction)
    {
        await CreateAuthors([.. Enumerable.Range(0, 12).Select(i => ($"name {i % 3}", i % 4 == 0 ? null : (int?)(i % 5)))]);
        foreach (var row in (await Query("author:list", """{"limit":4}""")).GetProperty("rows").Items())
        {
            await Update("author", row.Id(), 1, """{"note":"changed"}""");
        }

        var order = $"\"sort\":\"{sort}\",\"sortDirection\":\"{direction}\"";
        var all = (await Query("author:list", "{" + order + "}")).GetProperty("rows").Items().Select(r => r.GetRawText()).ToList();
        all.Count.ShouldBe(12);

        foreach (var limit in new[] { 1, 2, 3, 4, 5, 11, 12, 13 })
        {
            var (rows, pages) = await Pages("author", order, limit);
            rows.Select(r => r.GetRawText()).ShouldBe(all, $"pages of {limit}");
            pages.ShouldBe((12 + limit - 1) / limit, $"pages of {limit}");
        }
    }

    [Fact]
    public async Task A_record_that_is_written_meanwhile_does_not_disturb_the_next_page()
    {
        await CreateAuthors(("Ada", 1), ("Bob", 2), ("Dan", 4));
        var first = await Query("author:list", """{"sort":"name","limit":2}""");

        await CreateAuthors(("Abe", 0), ("Cid", 3));
        await Delete("author", first.GetProperty("rows")[1].Id());

        (await Shown("author", "name", $$"""{"sort":"name","cursor":"{{first.Text("nextCursor")}}"}""")).ShouldBe("Cid Dan");
    }

    [Fact]
    public async Task Deleted_records_are_counted_only_for_those_who_ask()
    {
        foreach (var title in new[] { "a", "b", "c" })
        {
            await Create("book", $$"""{"title":"{{title}}"}""");
        }

        await Delete("book", (await Query("book:list", "{}")).GetProperty("rows")[1].Id());

        (await Query("book:list", """{"totalCount":true}""")).GetProperty("total").GetInt64().ShouldBe(2);
        (await Query("book:list", """{"totalCount":true,"includeDeleted":true}""")).GetProperty("total").GetInt64().ShouldBe(3);
        (await Shown("book", "title", """{"includeDeleted":true,"sort":"title"}""")).ShouldBe("a b c");
    }

    [Fact]
    public async Task A_search_without_a_search_engine_says_so()
    {
        (await Query("author:list", """{"search":"Ada"}""").ShouldFail<UnprocessableException>()).Reason.ShouldBe("search_adapter_not_wired");
        (await Shown("author", "name", """{"search":""}""")).ShouldBe("");
    }

    private async Task CreateAuthors(params (string Name, int? Born)[] authors)
    {
        foreach (var (name, born) in authors)
        {
            await Create("author", JsonSerializer.Serialize(new { name, born }));
        }
    }

    private async Task<(List<JsonElement> Rows, int Pages)> Pages(string entity, string order, int limit)
    {
        var rows = new List<JsonElement>();
        var pages = 0;
        for (string? cursor = ""; cursor is not null; pages++)
        {
            var page = await Query(entity + ":list", $$"""{{{order}},"limit":{{limit}},"cursor":"{{cursor}}"}""");
            rows.AddRange(page.GetProperty("rows").Items());
            cursor = page.Text("nextCursor");
        }

        return (rows, pages);
    }
}
