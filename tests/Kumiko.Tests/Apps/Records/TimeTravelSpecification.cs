using System.Text.Json;
using Kumiko.Testing;

namespace Kumiko.Tests.Apps.Records;

/// <summary>Records as they were: detail as of a version or a time, derived values, and the history.</summary>
public abstract class TimeTravelSpecification(DatabaseSource source) : LibraryTests(source)
{
    private static readonly DateTimeOffset Noon = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Noon);
    private TestApp? _app;

    [Fact]
    public async Task A_record_can_be_seen_as_it_was_at_each_version()
    {
        var id = (await Create("book", """{"title":"one"}""")).Id();
        await Update("book", id, 1, """{"title":"two"}""");
        await Delete("book", id);
        await Restore("book", id);
        await Write("book:lend", $$"""{"id":"{{id}}","to":"Bob"}""");

        (await Detail("book", id, ",\"asOfVersion\":0")).ShouldBeJson("null");
        (await Detail("book", id, ",\"asOfVersion\":1")).Text("title").ShouldBe("one");
        (await Detail("book", id, ",\"asOfVersion\":2")).Text("title").ShouldBe("two");
        (await Detail("book", id, ",\"asOfVersion\":3")).ShouldBeJson("null");
        (await Detail("book", id, ",\"asOfVersion\":3,\"includeDeleted\":true")).GetProperty("isDeleted").GetBoolean().ShouldBeTrue();
        (await Detail("book", id, ",\"asOfVersion\":4")).Version().ShouldBe(4);
        (await Detail("book", id, ",\"asOfVersion\":5")).GetProperty("copies").GetInt32().ShouldBe(0);
        (await Detail("book", id, ",\"asOfVersion\":99")).GetRawText().ShouldBe((await Detail("book", id)).GetRawText());
    }

    [Fact]
    public async Task A_record_can_be_seen_as_it_was_at_any_time()
    {
        var id = (await Create("author", """{"name":"one"}""")).Id();
        _clock.Advance(TimeSpan.FromSeconds(10));
        await Update("author", id, 1, """{"name":"two"}""");
        _clock.Advance(TimeSpan.FromSeconds(10));
        await Delete("author", id);

        (await At("11:59:59.999")).ShouldBeJson("null");
        (await At("12:00:00")).Text("name").ShouldBe("one");
        (await At("12:00:09.999")).Text("name").ShouldBe("one");
        (await At("12:00:10")).Text("name").ShouldBe("two");
        (await At("12:00:19.999")).Version().ShouldBe(2);
        (await At("12:00:20")).ShouldBeJson("null");
        (await Detail("author", id)).ShouldBeJson("null");

        Task<JsonElement> At(string time) => Detail("author", id, $",\"asOf\":\"2024-05-01T{time}Z\"");
    }

    [Fact]
    public async Task The_past_is_asked_for_by_version_or_by_time()
    {
        var id = (await Create("author", """{"name":"one"}""")).Id();

        await Detail("author", id, ",\"asOf\":\"2024-05-01T12:00:00Z\",\"asOfVersion\":1").ShouldBeInvalid("asOf", IssueCodes.InvalidValue);
        await Detail("author", id, ",\"asOf\":\"yesterday\"").ShouldBeInvalid("asOf", IssueCodes.InvalidFormat);
        await Detail("author", id, ",\"asOfVersion\":-1").ShouldBeInvalid("asOfVersion", IssueCodes.TooSmall);
        await Query("author:detail", "{}").ShouldBeInvalid("id", IssueCodes.InvalidType);
        (await Detail("author", Unknown)).ShouldBeJson("null");
        (await Detail("author", Unknown, ",\"asOfVersion\":1")).ShouldBeJson("null");
    }

    [Fact]
    public async Task A_stream_is_no_record_of_another_entity()
    {
        var id = (await Create("author", """{"name":"one"}""")).Id();

        (await Detail("book", id)).ShouldBeJson("null");
        (await Detail("book", id, ",\"asOfVersion\":1")).ShouldBeJson("null");
        await Query("book:history", $$"""{"id":"{{id}}"}""").ShouldBeNotFound();
    }

    [Fact]
    public async Task Derived_values_follow_the_record_and_the_clock()
    {
        var author = await Create("author", """{"name":"Ada","born":2000,"note":"x"}""");
        author.Text("label").ShouldBe("Ada (2000)");
        author.GetProperty("hasNote").GetBoolean().ShouldBeTrue();
        author.GetProperty("age").GetInt32().ShouldBe(24);

        _clock.Advance(TimeSpan.FromDays(366));

        (await Detail("author", author.Id())).GetProperty("age").GetInt32().ShouldBe(25);
        (await Shown("author", "age")).ShouldBe("25");
        (await Update("author", author.Id(), 1, """{"born":null}""")).Member("data.age").ShouldBeJson("null");
        await Create("author", """{"name":"Ada","label":"mine"}""").ShouldBeInvalid("(root)", IssueCodes.UnrecognizedKeys);
    }

    [Fact]
    public async Task The_history_says_who_did_what_and_when()
    {
        var id = (await Create("book", """{"title":"one"}""")).Id();
        _clock.Advance(TimeSpan.FromHours(1));
        await (await App()).As(Tenant, "Admin").WriteNamed("library:write:book:update",
            $$"""{"id":"{{id}}","version":1,"changes":{"title":"two","isbn":"7"} }""");
        _clock.Advance(TimeSpan.FromHours(1));
        await Write("book:lend", $$"""{"id":"{{id}}","to":"Bob"}""");
        await Delete("book", id);
        await Restore("book", id);

        var history = await History("book", id);

        history.Select(h => h.Text("type")).ShouldBe(
            ["book.restored", "book.deleted", "library:event:book-lent", "book.updated", "book.updated", "book.created"]);
        history.Select(h => h.Version()).ShouldBe([6, 5, 4, 3, 2, 1]);
        history.Select(h => h.Text("at")![11..16]).ShouldBe(["14:00", "14:00", "14:00", "14:00", "13:00", "12:00"]);
        history.Select(h => h.Text("by")).Distinct().ShouldBe(["user-librarian", "user-admin"]);
        history.Select(h => h.Text("id")).ShouldBe(Enumerable.Range(1, 6).Reverse().Select(v => $"{id}:{v}"));
        history.Select(h => h.Text("requestId")).Distinct().Count().ShouldBe(5);
        history[2].GetProperty("data").ShouldBeJson("""{"to":"Bob"}""");
        history[3].GetProperty("changes").ShouldBeJson("""[{"field":"copies","from":1,"to":0}]""");
        history[4].GetProperty("changes").ShouldBeJson("""[{"field":"title","from":"one","to":"two"},{"field":"isbn","from":null,"to":"7"}]""");
        history[5].GetProperty("changes").ShouldBeJson("""[{"field":"title","from":null,"to":"one"},{"field":"copies","from":null,"to":1}]""");
        history[0].GetProperty("changes").ShouldBeJson("[]");
    }

    [Fact]
    public async Task The_history_of_a_deleted_record_stays()
    {
        var id = (await Create("author", """{"name":"one"}""")).Id();
        await Delete("author", id);

        (await History("author", id)).Select(h => h.Text("type")).ShouldBe(["author.deleted", "author.created"]);
    }

    [Fact]
    public async Task The_history_is_read_page_by_page()
    {
        var id = (await Create("author", """{"name":"0"}""")).Id();
        for (var version = 1; version < 7; version++)
        {
            await Update("author", id, version, $$"""{"name":"{{version}}"}""");
        }

        var versions = new List<long>();
        var more = "";
        while (more is not null)
        {
            var page = await Query("author:history", $$"""{"id":"{{id}}","limit":3{{more}}}""");
            page.GetProperty("rows").Items().Count.ShouldBeLessThanOrEqualTo(3);
            versions.AddRange(page.GetProperty("rows").Items().Select(r => r.Version()));
            var next = page.GetProperty("nextBeforeVersion");
            more = next.ValueKind == JsonValueKind.Null ? null : $",\"beforeVersion\":{next}";
        }

        versions.ShouldBe([7, 6, 5, 4, 3, 2, 1]);
    }

    [Fact]
    public async Task A_page_of_history_before_a_version_that_is_still_to_come_is_the_newest_one()
    {
        var id = (await Create("author", """{"name":"0"}""")).Id();
        await Update("author", id, 1, """{"name":"1"}""");

        (await History("author", id, ",\"beforeVersion\":1000")).Select(h => h.Version()).ShouldBe([2, 1]);
        (await History("author", id, ",\"beforeVersion\":1")).ShouldBeEmpty();
        (await History("author", id, ",\"beforeVersion\":0")).ShouldBeEmpty();
        await History("author", id, ",\"limit\":0").ShouldBeInvalid("limit", IssueCodes.TooSmall);
        await History("author", id, ",\"limit\":201").ShouldBeInvalid("limit", IssueCodes.TooBig);
    }

    protected override async Task<TestApp> App() => _app ??= await Start(new TestAppOptions { Clock = _clock }, new LibraryFeature());
}
