namespace Kumiko.AspNetCore.Tests.Applications;

/// <summary>Text that means something to SQL, JSON, HTML, a shell, a pattern or a terminal is text like any other.</summary>
public abstract class NastyTextSpecification(Databases databases)
{
    private static readonly string[] Texts =
    [
        "'", "''", "\"", "\\", "\\\\", "`", ";", "--", "/*", "*/", "#", "$1", "$$", ":name", "@name", "?", "%", "_", "%_%", "\\%", "*", "[a-z]", "^", "~", "|", "&", "<", ">",
        "' or '1'='1", "'; drop table read_items; --", "x'; select pg_sleep(10); --", "\\'; delete from kumiko_events; --", "1) or (1=1", "E'\\\\x00'", "||(select 1)||",
        "{\"a\":1}", "\"}]}", "null", "undefined", "NaN", "true", "{{x}}", "${x}", "{0}", "%s%n", "<script>alert(1)</script>", "&amp;", "\u2028\u2029", "../../etc/passwd", "C:\\", "`id`", "$(id)",
        "a\nb", "a\r\nb", "\t", "\u0001", "\u001b[31m", "\u007f", "\u0080", "\u00ad", "\u200b", "\u202e", "\ufeff", "\ufffd", "\uffff", "é", "e\u0301", "ß", "İ", "ı", "漢字", "\U0001F642", "\U0001F468\u200D\U0001F469\u200D\U0001F467", "\U0010FFFF",
        " leading and trailing ", "  ", "0", "-0", "1e400", "007", "a,b", "a;b", "a:b", "a\u00a0b",
    ];

    [Fact]
    public async Task Nasty_text_is_stored_found_sorted_and_shown_as_it_was_sent()
    {
        var host = await databases.Shelf;
        var tenant = new TenantId(Guid.CreateVersion7());
        await Parallel.ForEachAsync(Texts, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (text, _) => await Check(host, tenant, text));

        var titles = new List<string>();
        string? cursor = null;
        do
        {
            var page = await host.Query("shelf:query:item:list", Payload(new { sort = "title", limit = 7, cursor }), tenant);
            page.Status.ShouldBe(200, page.Body);
            titles.AddRange(page.Json.GetProperty("data").GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("title").GetString()!));
            cursor = page.Json.GetProperty("data").GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        titles.ShouldBe(Texts.Order(ByCodePoint), ignoreOrder: false);
        await host.ShouldBeSound();
    }

    [Fact]
    public async Task Nasty_text_in_the_place_of_a_name_is_refused()
    {
        var host = await databases.Shelf;
        await Parallel.ForEachAsync(Texts, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (text, _) =>
        {
            (await host.Query("shelf:query:item:list", Payload(new { sort = text }))).ShouldHaveIssue("sort", "invalid_value");
            (await host.Query("shelf:query:item:list", Payload(new { sort = "title", sortDirection = text }))).ShouldHaveIssue("sortDirection", "invalid_value");
            (await host.Query("shelf:query:item:list", Payload(new { cursor = text }))).ShouldHaveIssue("cursor", "invalid_format");
            (await host.Query("shelf:query:item:list", Payload(new { filter = new { field = text, op = "eq", value = 1 } }))).ShouldHaveIssue("filter.field", "invalid_value");
            (await host.Query("shelf:query:item:list", Payload(new { filter = new { field = "title", op = text, value = "x" } }))).ShouldHaveIssue("filter.op", "invalid_value");
            (await host.Query("shelf:query:item:detail", Payload(new { id = text }))).ShouldHaveIssue("id", "invalid_format");
            (await host.Write("shelf:write:item:delete", Payload(new { id = text }))).ShouldHaveIssue("id", "invalid_format");
            (await host.Write("shelf:write:item:create", Payload(new Dictionary<string, object> { ["title"] = "x", [text] = 1 }))).ShouldHaveIssue("(root)", "unrecognized_keys");
            (await host.Query("shelf:query:item:list", Payload(new Dictionary<string, object> { [text] = 1 }))).ShouldHaveIssue("(root)", "unrecognized_keys");
            var unknown = await host.Post("/api/query", Payload(new { type = text, payload = new { } }));
            unknown.ShouldBeFailure(404, "not_found");
            unknown.Error.GetProperty("details").GetProperty("id").GetString().ShouldBe(text);
        });
    }

    private static async Task Check(ApplicationHost host, TenantId tenant, string text)
    {
        var extra = new Dictionary<string, object> { [text] = text, ["list"] = new[] { text } };
        var payload = Payload(new { title = text, description = text, label = new { text }, labels = new[] { new { text } }, extra });

        var created = await host.Write("shelf:write:item:create", payload, tenant);

        created.Status.ShouldBe(200, $"{payload}\n{created.Body}");
        var id = created.Json.GetProperty("data").GetProperty("id").GetString();
        var read = await host.Query("shelf:query:item:detail", Payload(new { id }), tenant);
        ShouldShow(read.Json.GetProperty("data"), text);
        (await host.Query("shelf:query:item:history", Payload(new { id }), tenant)).Status.ShouldBe(200);
        foreach (var filter in new object[] { new { field = "title", op = "eq", value = text }, new { field = "title", op = "in", value = new[] { text, "nowhere" } } })
        {
            var found = await host.Query("shelf:query:item:list", Payload(new { filter }), tenant);
            found.Status.ShouldBe(200, found.Body);
            found.Json.GetProperty("data").GetProperty("rows").EnumerateArray().ShouldHaveSingleItem(text).GetProperty("id").GetString().ShouldBe(id, text);
        }

        (await host.Write("shelf:write:tag:create", Payload(new { name = text }), tenant)).Status.ShouldBe(200, text);
        (await host.Write("shelf:write:tag:create", Payload(new { name = text }), tenant)).ShouldBeFailure(409, "unique_violation");
        var starting = await host.Query("shelf:query:tag:find", Payload(new { prefix = text }), tenant);
        starting.Json.GetProperty("data").EnumerateArray().Select(t => t.GetProperty("name").GetString()!)
            .ShouldAllBe(name => name.StartsWith(text, StringComparison.Ordinal), text);
        var search = await host.Query("shelf:query:item:list", Payload(new { search = text }), tenant);
        search.ShouldBeFailure(422, "unprocessable");
    }

    private static void ShouldShow(JsonElement item, string text)
    {
        item.GetProperty("title").GetString().ShouldBe(text);
        item.GetProperty("description").GetString().ShouldBe(text);
        item.GetProperty("label").GetProperty("text").GetString().ShouldBe(text);
        item.GetProperty("labels")[0].GetProperty("text").GetString().ShouldBe(text);
        item.GetProperty("extra").GetProperty(text).GetString().ShouldBe(text);
        item.GetProperty("extra").GetProperty("list")[0].GetString().ShouldBe(text);
    }

    private static Comparer<string> ByCodePoint { get; } = Comparer<string>.Create((a, b) =>
    {
        var (x, y) = (System.Text.Encoding.UTF8.GetBytes(a), System.Text.Encoding.UTF8.GetBytes(b));
        return x.AsSpan().SequenceCompareTo(y);
    });

    private static string Payload(object value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);
}
