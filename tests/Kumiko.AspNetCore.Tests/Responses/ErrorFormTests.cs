using Kumiko.AspNetCore.Tests.Applications;
using Kumiko.Tests.Errors;

namespace Kumiko.AspNetCore.Tests.Responses;

/// <summary>A failure looks the same on all routes.</summary>
public sealed class ErrorFormTests(SharedLibrary shared) : IClassFixture<SharedLibrary>
{
    public static TheoryData<string> Types => [.. Failures.Names];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_failure_is_the_same_on_all_routes(string type)
    {
        var host = await shared.Host;
        var payload = $$"""{"failure":"{{type}}"}""";
        var error = Failures.Of(type, host.Registry);

        var write = await host.Write("library:write:fail", payload);

        write.ShouldBeFailure(error.Status, error.Code);
        (write.Error.GetProperty("i18nKey").GetString(), write.Error.GetProperty("message").GetString()).ShouldBe((error.I18nKey, error.Message));
        write.Error.TryGetProperty("details", out _).ShouldBe(error is not InternalErrorException);
        var wanted = Comparable(write.Error);
        var batch = await host.Post("/api/batch", $$$"""{"commands":[{"type":"library:write:fail-inside","payload":{{{payload}}}}]}""");
        Comparable(batch.Error).ShouldBe(wanted);
        Comparable((await host.Post("/api/command", $$$"""{"type":"library:write:fail","payload":{{{payload}}}}""")).Error).ShouldBe(wanted);
        Comparable((await host.Query("library:query:ask", payload)).Error).ShouldBe(wanted);
        var early = await host.Post("/api/stream", $$$"""{"type":"library:stream:listen","payload":{{{payload}}}}""");
        (early.Status, Comparable(early.Error)).ShouldBe((error.Status, wanted));
        var late = await host.Post("/api/stream", $$$$"""{"type":"library:stream:listen","payload":{"failure":"{{{{type}}}}","after":1}}""");
        late.Status.ShouldBe(200);
        var data = late.Body.Split("event: error\ndata: ")[1].Split('\n')[0];
        Comparable(JsonDocument.Parse(data).RootElement).ShouldBe(wanted);
    }

    private static string Comparable(JsonElement error) => string.Join(
        '\n', error.EnumerateObject().Where(m => m.Name is not ("requestId" or "timestamp")).Select(m => $"{m.Name}={m.Value.GetRawText()}"));
}

/// <summary>One application in production, where everybody may call everything.</summary>
public sealed class SharedLibrary : IAsyncDisposable
{
    private readonly Lazy<Task<ApplicationHost>> _host = new(async () =>
    {
        var database = TestDatabase.Sqlite();
        return await ApplicationHost.Start(
            "Production",
            new()
            {
                ["KUMIKO_DATABASE"] = database.Address, ["KUMIKO_SCHEMA"] = "create", ["JWT_SECRET"] = EdgeHost.Secret,
                ["Kumiko:Anonymous:Tenant"] = EdgeHost.Agent.Tenant.ToString(),
            },
            database,
            new LibraryFeature());
    });

    public Task<ApplicationHost> Host => _host.Value;

    public async ValueTask DisposeAsync()
    {
        if (_host.IsValueCreated)
        {
            await (await _host.Value).DisposeAsync();
        }
    }
}
