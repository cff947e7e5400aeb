using System.Net;
using System.Text;

namespace Kumiko.AspNetCore.Tests.Applications;

public abstract class BadInputSpecification(Databases databases)
{
    private const string Nobody = "0198c0de-0000-7000-8000-00000000dead";

    private static readonly string[] Fields =
    [
        "title", "email", "description", "isNew", "count", "large", "real", "weight", "price", "day", "at", "opening", "zone", "shade", "size",
        "shades", "code", "neighbour", "others", "label", "labels", "extra", "id", "version", "tenantId", "insertedAt", "isDeleted", "unknown", "",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1.5", "-0", "1e400", "-1e400", "1e-400", "0.1e-300", new string('9', 400), "0." + new string('1', 400),
        "2147483648", "-9223372036854775809", "9007199254740993", "1e2", "12345678901234567890.123456", "\"\"", "\" \"", "\"x\"", "\"1\"", "\"null\"",
        "\"\\u0000\"", "\"a\\u0000b\"", "\"\\u0001\\u001f\\u007f\\u0085\\u2028\\ufeff\\uffff\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "{\"\\udfff\":1}", "{\"a\":1,\"a\":2}", $"\"{new string('x', 5000)}\"",
        "\"2024-02-30\"", "\"2024-02-29\"", "\"0000-01-01\"", "\"0001-01-01\"", "\"9999-12-31\"", "\"10000-01-01\"", "\"-0001-01-01\"",
        "\"2016-12-31T23:59:60Z\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"2024-01-01T00:00:00+14:00\"", "\"2024-01-01T25:00:00Z\"",
        "\"a@b.c\"", "\"a@example.org\"", "\"' or 1=1 --@example.org\"", "\"Europe/Berlin\"", "\"../../etc/passwd\"", "\"Europe/Berlin\\u0000\"", "\"light\"", "\"LIGHT\"", "\"veryDark\"",
        "\"00000000-0000-0000-0000-000000000000\"", "\"{0198c0de-0000-7000-8000-00000000dead}\"", "\"0198C0DE-0000-7000-8000-00000000DEAD\"", "\"0198c0de00007000800000000000dead\"",
        "[]", "[null]", "[[]]", "[[[[]]]]", "[1,2,3]", "[\"light\"]", "[\"light\",\"light\"]", "[{}]", "[{\"text\":\"a\"}]", "[{\"text\":\"a\",\"shade\":7}]",
        "{}", "{\"a\":1}", "{\"\":1}", "{\"a\":{\"b\":{\"c\":[1,null]}}}", "{\"a\\u0000\":1}", "{\"a\":\"\\u0000\"}", "{\"a\":1e400}", "{\"__proto__\":{},\"constructor\":1}", "{\"$ref\":\"#\"}",
        "{\"text\":\"a\"}", "{\"text\":\"\"}", "{\"text\":\"a\",\"number\":1e10}", "{\"amount\":1,\"currency\":\"EUR\"}", "{\"amount\":1e400,\"currency\":\"EUR\"}", "{\"amount\":\"1\"}",
        "{\"amount\":1,\"currency\":\"eur\"}", "{\"amount\":1,\"currency\":\"\\u0000\\u0000\\u0000\"}", "{\"amount\":0.001,\"currency\":\"EUR\"}", "{\"amountScaled\":100,\"currency\":\"JPY\"}",
        "{\"at\":\"2024-03-31T02:30:00\",\"tz\":\"Europe/Berlin\"}", "{\"at\":\"0001-01-01T00:00:00\",\"tz\":\"Asia/Tokyo\"}", "{\"at\":\"9999-12-31T23:59:59\",\"tz\":\"America/New_York\"}",
        "{\"utc\":\"9999-12-31T23:59:59Z\",\"tz\":\"Asia/Tokyo\"}", "{\"utc\":\"0001-01-01T00:00:00Z\",\"tz\":\"America/New_York\"}", "{\"tz\":\"\"}",
    ];

    [Fact]
    public async Task Every_value_in_every_field_is_stored_or_refused_at_its_place()
    {
        var host = await databases.Shelf;
        var tenant = NewTenant();
        var requests = from field in Fields from value in Values select (field, value);

        await InParallel(requests, async r =>
        {
            var payload = r.field == "title" ? $$"""{"title":{{r.value}}}""" : $$"""{"title":"x","{{r.field}}":{{r.value}}}""";
            var created = await host.Write("shelf:write:item:create", payload, tenant);
            created.ShouldBeDocumented(payload, "/api/write");
            created.Status.ShouldBeOneOf([200, 400, 409], $"{payload}\n{created.Body}");
            if (created.Status == 400)
            {
                ShouldNameThePlace(created, r.field, payload);
            }
            else if (created.Status == 200)
            {
                var shown = created.Json.GetProperty("data").GetProperty("data");
                var read = await host.Query("shelf:query:item:detail", $$"""{"id":"{{shown.GetProperty("id").GetString()}}"}""", tenant);
                read.Json.GetProperty("data").GetRawText().ShouldBe(shown.GetRawText(), payload);
            }
        });

        (await host.Query("shelf:query:item:list", """{"limit":200}""", tenant)).Status.ShouldBe(200);
        await host.ShouldBeSound();
    }

    [Fact]
    public async Task Every_value_in_every_change_and_filter_is_answered_or_refused()
    {
        var host = await databases.Shelf;
        var tenant = NewTenant();
        var id = Guid.CreateVersion7();
        (await host.Write("shelf:write:item:create", $$"""{"id":"{{id}}","title":"x"}""", tenant)).Status.ShouldBe(200);
        var requests = from field in Fields from value in Values select (field, value);

        await InParallel(requests, async r =>
        {
            var update = $$$"""{"id":"{{{id}}}","version":7000,"changes":{"{{{r.field}}}":{{{r.value}}}}}""";
            (await host.Write("shelf:write:item:update", update, tenant)).Status.ShouldBeOneOf([400, 409], update);
            foreach (var list in new[] { Filter("eq", r.value), Filter("in", $"[{r.value}]") })
            {
                var answer = await host.Query("shelf:query:item:list", list, tenant);
                answer.ShouldBeDocumented(list);
                answer.Status.ShouldBeOneOf([200, 400], $"{list}\n{answer.Body}");
            }

            string Filter(string op, string value) => $$$"""{"filter":{"field":"{{{r.field}}}","op":"{{{op}}}","value":{{{value}}}}}""";
        });

    }

    [Fact]
    public async Task Every_value_in_every_member_of_a_standard_input_is_answered_or_refused()
    {
        var host = await databases.Shelf;
        var tenant = NewTenant();
        var id = Guid.CreateVersion7();
        (await host.Write("shelf:write:tag:create", $$"""{"id":"{{id}}","name":"x"}""", tenant)).Status.ShouldBe(200);
        (string Route, string Type, string Template)[] inputs =
        [
            ("/api/write", "shelf:write:tag:update", """{"id":#,"version":1,"changes":{}}"""),
            ("/api/write", "shelf:write:tag:update", $$$"""{"id":"{{{id}}}","version":#,"changes":{}}"""),
            ("/api/write", "shelf:write:tag:update", $$"""{"id":"{{id}}","version":1,"changes":#}"""),
            ("/api/write", "shelf:write:tag:delete", """{"id":#}"""),
            ("/api/write", "shelf:write:tag:delete", $$"""{"id":"{{Nobody}}","version":#}"""),
            ("/api/write", "shelf:write:tag:restore", """{"id":#}"""),
            ("/api/write", "shelf:write:tag:use", """{"id":#,"times":1}"""),
            ("/api/write", "shelf:write:tag:use", $$"""{"id":"{{Nobody}}","times":#}"""),
            ("/api/write", "shelf:write:tag:use", $$"""{"id":"{{Nobody}}","times":1,"why":#}"""),
            ("/api/write", "shelf:write:tag:use", $$"""{"id":"{{Nobody}}","times":1,"words":#}"""),
            ("/api/write", "shelf:write:tag:use", $$"""{"id":"{{Nobody}}","times":1,"label":#}"""),
            ("/api/write", "shelf:write:tag:use", $$"""{"id":"{{Nobody}}","times":1,"cost":#}"""),
            ("/api/query", "shelf:query:tag:detail", """{"id":#}"""),
            ("/api/query", "shelf:query:tag:detail", $$"""{"id":"{{id}}","asOf":#}"""),
            ("/api/query", "shelf:query:tag:detail", $$"""{"id":"{{id}}","asOfVersion":#}"""),
            ("/api/query", "shelf:query:tag:detail", $$"""{"id":"{{id}}","includeDeleted":#}"""),
            ("/api/query", "shelf:query:tag:history", $$"""{"id":"{{id}}","limit":#}"""),
            ("/api/query", "shelf:query:tag:history", $$"""{"id":"{{id}}","beforeVersion":#}"""),
            ("/api/query", "shelf:query:tag:history", """{"id":#}"""),
            ("/api/query", "shelf:query:tag:list", """{"limit":#}"""),
            ("/api/query", "shelf:query:tag:list", """{"offset":#}"""),
            ("/api/query", "shelf:query:tag:list", """{"cursor":#}"""),
            ("/api/query", "shelf:query:tag:list", """{"sort":#}"""),
            ("/api/query", "shelf:query:tag:list", """{"sort":"name","sortDirection":#}"""),
            ("/api/query", "shelf:query:tag:list", """{"search":#}"""),
            ("/api/query", "shelf:query:tag:list", """{"totalCount":#}"""),
            ("/api/query", "shelf:query:tag:list", """{"filter":#}"""),
            ("/api/query", "shelf:query:tag:list", """{"filters":#}"""),
            ("/api/query", "shelf:query:tag:list", """{"filters":[#]}"""),
            ("/api/query", "shelf:query:tag:list", """{"filter":{"field":#,"op":"eq","value":1}}"""),
            ("/api/query", "shelf:query:tag:list", """{"filter":{"field":"name","op":#,"value":"x"}}"""),
            ("/api/query", "shelf:query:tag:find", """{"prefix":#}"""),
            ("/api/query", "shelf:query:tag:find", """{"numbers":#}"""),
            ("/api/query", "shelf:query:tag:find", """{"day":#}"""),
            ("/api/query", "shelf:query:tag:find", "#"),
            ("/api/write", "shelf:write:tag:create", "#"),
            ("/api/write", "shelf:write:tag:update", "#"),
        ];

        await InParallel(from input in inputs from value in Values select (input, value), async r =>
        {
            var payload = r.input.Template.Replace("#", r.value, StringComparison.Ordinal);
            var body = $$"""{"type":"{{r.input.Type}}","payload":{{payload}}}""";

            var answer = await host.Post(r.input.Route, body, ApplicationHost.Headers(tenant));

            answer.ShouldBeDocumented(body, r.input.Route);
        });

    }

    [Fact]
    public async Task Every_value_in_every_member_of_an_envelope_is_answered_or_refused()
    {
        var host = await databases.Shelf;
        string[] templates =
        [
            "#", """{"type":#,"payload":{}}""", """{"type":"shelf:write:tag:create","payload":#}""", """{"type":"shelf:query:tag:list","payload":#}""",
            """{"type":"shelf:write:tag:create","payload":{"name":""},"requestId":#}""", """{"commands":#}""", """{"commands":[#]}""",
            """{"commands":[{"type":#}]}""", """{"commands":[{"type":"shelf:write:tag:create","payload":#}]}""", """{"commands":[],"requestId":#}""", """{"#":1}""",
        ];
        var requests = from route in new[] { "/api/write", "/api/batch", "/api/query", "/api/command" } from template in templates from value in Values select (route, template, value);

        await InParallel(requests, async r =>
        {
            var body = r.template.Replace("#", r.value, StringComparison.Ordinal);

            var answer = await host.Post(r.route, body, ApplicationHost.Headers(NewTenant()));

            answer.ShouldBeDocumented($"{r.route} {body}", r.route);
        });

    }

    [Theory]
    [InlineData("""{"i":"0198c0de-0000-7000-8000-00000000dead","s":"name","v":"\u0000"}""", "name")]
    [InlineData("""{"i":"0198c0de-0000-7000-8000-00000000dead","s":"name","v":"\ud800"}""", "name")]
    [InlineData("""{"i":"0198c0de-0000-7000-8000-00000000dead","s":"name","v":null}""", "name")]
    [InlineData("""{"i":"0198c0de-0000-7000-8000-00000000dead","s":"name","v":7}""", "name")]
    [InlineData("""{"i":"0198c0de-0000-7000-8000-00000000dead","s":"name"}""", "name")]
    [InlineData("""{"i":"0198c0de-0000-7000-8000-00000000dead","s":"insertedAt","v":"0001-01-01T00:00:00Z"}""", "insertedAt")]
    [InlineData("""{"i":"0198c0de-0000-7000-8000-00000000dead","s":"insertedAt","v":"0001-01-01T00:00:00+14:00"}""", "insertedAt")]
    [InlineData("""{"i":"0198c0de-0000-7000-8000-00000000dead","s":"insertedAt","v":"yesterday"}""", "insertedAt")]
    [InlineData("""{"i":"0198c0de-0000-7000-8000-00000000dead","s":"modifiedAt","v":1e400}""", "modifiedAt")]
    [InlineData("""{"i":"0198c0de-0000-7000-8000-00000000dead","s":"\ud800","v":1}""", "name")]
    [InlineData("""{"i":"0198c0de-0000-7000-8000-00000000dead","s":7,"v":1}""", "name")]
    [InlineData("""{"i":"nobody"}""", null)]
    [InlineData("""{"i":null}""", null)]
    [InlineData("""{"i":{}}""", null)]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    [InlineData("", null)]
    [InlineData("{", null)]
    public async Task A_forged_cursor_is_no_danger(string json, string? sort)
    {
        var host = await databases.Shelf;
        var cursor = Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var payload = sort is null ? $$"""{"cursor":"{{cursor}}"}""" : $$"""{"cursor":"{{cursor}}","sort":"{{sort}}"}""";

        var answer = await host.Query("shelf:query:tag:list", payload);

        answer.ShouldBeDocumented(payload);
        answer.Status.ShouldBeOneOf([200, 400]);
    }

    [Theory]
    [InlineData("count", "1e400")]
    [InlineData("count", "99999999999999999999")]
    [InlineData("large", "1e400")]
    [InlineData("real", "1e400")]
    [InlineData("real", "\"NaN\"")]
    [InlineData("weight", "1e400")]
    [InlineData("weight", "1e-400")]
    [InlineData("price", "1e400")]
    [InlineData("day", "\"10000-01-01\"")]
    [InlineData("at", "\"\\u0000\"")]
    [InlineData("shade", "\"\\u0000\"")]
    public async Task A_forged_cursor_of_a_number_or_date_is_no_danger(string sort, string value)
    {
        var host = await databases.Shelf;
        var json = $$"""{"i":"{{Nobody}}","s":"{{sort}}","v":{{value}}}""";
        var cursor = Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

        var answer = await host.Query("shelf:query:item:list", $$"""{"cursor":"{{cursor}}","sort":"{{sort}}"}""");

        answer.ShouldBeDocumented(json);
        answer.Status.ShouldBeOneOf([200, 400]);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(900)]
    [InlineData(20_000)]
    public async Task A_filter_with_many_values_is_answered_or_refused(int count)
    {
        var host = await databases.Shelf;
        var tenant = NewTenant();
        (await host.Write("shelf:write:item:create", """{"title":"5","count":5}""", tenant)).Status.ShouldBe(200);
        var numbers = string.Join(',', Enumerable.Range(0, count));
        var texts = string.Join(',', Enumerable.Range(0, count).Select(n => $"\"{n}\""));

        foreach (var payload in new[]
        {
            $$$"""{"filter":{"field":"count","op":"in","value":[{{{numbers}}}]}}""",
            $$$"""{"filter":{"field":"title","op":"in","value":[{{{texts}}}]}}""",
        })
        {
            var answer = await host.Query("shelf:query:item:list", payload, tenant);

            answer.ShouldBeDocumented($"{count} values");
            if (answer.Status == 200)
            {
                answer.Json.GetProperty("data").GetProperty("rows").GetArrayLength().ShouldBe(1);
            }
        }

    }

    [Theory]
    [InlineData(100, 200)]
    [InlineData(101, 400)]
    [InlineData(15_000, 400)]
    public async Task Many_filters_are_refused_before_a_database_chokes_on_them(int count, int status)
    {
        var host = await databases.Shelf;
        var filters = string.Join(',', Enumerable.Repeat("""{"field":"count","op":"ne","value":1}""", count));

        var answer = await host.Query("shelf:query:item:list", $$"""{"filters":[{{filters}}]}""");

        answer.Status.ShouldBe(status, answer.Body);
        if (status == 400)
        {
            answer.ShouldHaveIssue("filters", "too_big");
        }

    }

    [Theory]
    [InlineData(21)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public async Task Deep_nesting_is_refused(int depth)
    {
        var host = await databases.Shelf;
        string[] bodies =
        [
            $$$"""{"type":"shelf:write:item:create","payload":{"title":"x","extra":{"a":{{{new string('[', depth)}}}{{{new string(']', depth)}}} } } }""",
            $$$"""{"commands":[{"type":"shelf:write:item:create","payload":{{{Repeat("{\"a\":", depth)}}}1{{{new string('}', depth)}}} }]}""",
        ];

        (await host.Post("/api/write", bodies[0])).ShouldHaveIssue("payload", "too_deep");
        (await host.Post("/api/command", bodies[0])).ShouldHaveIssue("payload", "too_deep");
        (await host.Post("/api/query", bodies[0])).ShouldHaveIssue("payload", "too_deep");
        (await host.Post("/api/batch", bodies[1])).ShouldHaveIssue("payload", "too_deep");

        static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ten_megabytes_are_refused_in_JSON(bool chunked)
    {
        var host = await databases.Shelf;
        var body = Encoding.UTF8.GetBytes($$$"""{"type":"shelf:write:item:create","payload":{"title":"x","description":"{{{new string('x', 10_000_000)}}}"}}""");
        foreach (var route in new[] { "/api/write", "/api/batch", "/api/query", "/api/command" })
        {
            HttpContent content = chunked ? new ChunkedContent(body) : new ByteArrayContent(body);
            content.Headers.ContentType = new("application/json");

            var answer = await host.Send(HttpMethod.Post, route, content);

            answer.ShouldBeFailure(413, "payload_too_large");
        }

        (await host.Query("shelf:query:item:list", "{}")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("shelf:write:nothing", 404)]
    [InlineData("nowhere:write:item:create", 404)]
    [InlineData("shelf:query:item:list", 404)]
    [InlineData("", 404)]
    [InlineData("'; drop table read_items; --", 404)]
    [InlineData("%00", 404)]
    public async Task Unknown_names_are_not_found(string type, int status)
    {
        var host = await databases.Shelf;

        var answer = await host.Write(type, "{}");

        answer.ShouldBeFailure(status, "not_found");
        answer.Error.GetProperty("details").GetProperty("reason").GetString().ShouldBe("handler_not_found");
    }

    private static TenantId NewTenant() => new(Guid.CreateVersion7());

    private static void ShouldNameThePlace(Answer answer, string field, string payload)
    {
        foreach (var issue in answer.Error.GetProperty("details").GetProperty("fields").EnumerateArray())
        {
            var path = issue.GetProperty("path").GetString()!;
            (path == field || path.StartsWith(field + ".", StringComparison.Ordinal) || path == "(root)").ShouldBeTrue($"{payload}\n{answer.Body}");
        }
    }

    private static Task InParallel<T>(IEnumerable<T> items, Func<T, Task> work) => Parallel.ForEachAsync(
        items, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, async (item, _) => await work(item));

    /// <summary>A body whose length nobody knows beforehand.</summary>
    private sealed class ChunkedContent(byte[] body) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var sent = 0; sent < body.Length; sent += 100_000)
            {
                await stream.WriteAsync(body.AsMemory(sent, Math.Min(100_000, body.Length - sent)));
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
