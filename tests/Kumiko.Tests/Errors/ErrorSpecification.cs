using System.Text.Json;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Errors;

/// <summary>A failure looks the same, whichever way it leaves.</summary>
public abstract class ErrorSpecification(DatabaseSource source) : AppSpecification(source)
{
    public static TheoryData<string> Types => [.. Failures.Names];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_failure_is_the_same_on_every_way(string type)
    {
        var app = await Shared<LibraryFeature>();
        var user = app.As(Tenant);
        var payload = $$"""{"failure":"{{type}}"}""";
        var wanted = Json(Failures.Of(type, app.Registry));

        Json((await user.Batch(null, ("library:write:fail", payload))).Error!).ShouldBe(wanted);
        var batch = await user.Batch(null, ("library:write:fail-inside", payload), ("library:write:fail", payload));
        (Json(batch.Error!), batch.FailedIndex).ShouldBe((wanted, 0));
        Json(await user.QueryNamed("library:query:ask", payload).ShouldFail<KumikoException>()).ShouldBe(wanted);
        foreach (var after in new[] { 0, 2 })
        {
            var items = new List<JsonElement>();
            var failure = await Should.ThrowAsync<KumikoException>(async () =>
            {
                await foreach (var item in user.StreamNamed("library:stream:listen", $$"""{"failure":"{{type}}","after":{{after}}}""", Cancellation))
                {
                    items.Add(item);
                }
            });
            (Json(failure), items.Count).ShouldBe((wanted, after));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_repeated_request_gets_the_same_failure(string type)
    {
        var app = await Shared<LibraryFeature>();
        var user = app.As(Tenant);
        var call = ("library:write:fail", $$"""{"failure":"{{type}}"}""");

        var first = await user.Batch("once", call);
        var again = await user.Batch("once", call);

        Json(again.Error!).ShouldBe(Json(first.Error!));
        again.IsReplay.ShouldBe(first.Error!.Status is 400 or 404 or 409 or 422 && first.Error is not UnconfiguredException);
    }

    private static string Json(KumikoException error) => JsonText.Of(writer =>
    {
        writer.WriteStartObject();
        ErrorJson.WriteMembers(writer, error);
        writer.WriteEndObject();
    });
}

public sealed class SqliteErrorTests(SqliteSource source) : ErrorSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresErrorTests(PostgresSource source) : ErrorSpecification(source), IClassFixture<PostgresSource>;
