using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Kumiko.AspNetCore.Tests.Routes;

public class StreamRouteTests
{
    private const string Call = """{"type":"a:stream:b","payload":{"limit":5}}""";

    [Fact]
    public async Task A_stream_is_one_event_per_item_and_a_last_one_that_says_that_it_is_done()
    {
        await using var host = await EdgeHost.StartSignedIn();
        host.Dispatcher.OnStream = (_, _) => Items("""{"n":1}""", "\"two\"", "null");

        var answer = await host.Post("/api/stream", Call);

        answer.Status.ShouldBe(200);
        answer.Header("Content-Type").ShouldBe("text/event-stream");
        answer.Header("Cache-Control").ShouldBe("no-store, no-cache");
        answer.Body.ShouldBe("event: chunk\ndata: {\"n\":1}\n\nevent: chunk\ndata: \"two\"\n\nevent: chunk\ndata: null\n\nevent: done\ndata: \n\n");
        host.Dispatcher.Only.Calls.ShouldBe([("a:stream:b", """{"limit":5}""")]);
    }

    [Fact]
    public async Task A_stream_without_items_is_done_at_once()
    {
        await using var host = await EdgeHost.StartSignedIn();
        host.Dispatcher.OnStream = (_, _) => Items();

        (await host.Post("/api/stream", Call)).Body.ShouldBe("event: done\ndata: \n\n");
    }

    [Fact]
    public async Task What_refuses_a_stream_has_its_own_status()
    {
        await using var host = await EdgeHost.StartSignedIn();
        host.Dispatcher.OnStream = (call, _) => Fails(new AccessDeniedException(call.Type));

        var answer = await host.Post("/api/stream", Call);

        answer.ShouldBeFailure(403, "access_denied");
        answer.Json.EnumerateObject().Select(member => member.Name).ShouldBe(["error"]);
    }

    [Fact]
    public async Task What_ends_a_stream_on_its_way_is_an_event()
    {
        await using var host = await EdgeHost.StartSignedIn();
        host.Dispatcher.OnStream = (call, _) => Fails(new AccessDeniedException(call.Type), "1");

        var answer = await host.Post("/api/stream", Call);

        answer.Status.ShouldBe(200);
        answer.Body.ShouldStartWith("event: chunk\ndata: 1\n\nevent: error\ndata: {");
        answer.Body.ShouldEndWith("}\n\n");
        var error = JsonDocument.Parse(answer.Body.Split("event: error\ndata: ")[1]).RootElement;
        error.GetProperty("code").GetString().ShouldBe("access_denied");
        error.GetProperty("httpStatus").GetInt32().ShouldBe(403);
        error.TryGetProperty("requestId", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task An_unexpected_fault_on_the_way_says_nothing_about_itself()
    {
        await using var host = await EdgeHost.StartSignedIn();
        host.Dispatcher.OnStream = (_, _) => Fails(new InvalidOperationException("the password is 1234"), "1");

        var answer = await host.Post("/api/stream", Call);

        answer.Body.ShouldContain("internal_error");
        answer.Body.ShouldNotContain("1234");
    }

    [Fact]
    public async Task A_silent_stream_gives_signs_of_life()
    {
        await using var host = await EdgeHost.StartSignedIn(settings: new()
        {
            ["JWT_SECRET"] = EdgeHost.Secret,
            ["Kumiko:StreamHeartbeat"] = "00:00:00.010",
        });
        var pinged = new TaskCompletionSource();
        host.Dispatcher.OnStream = (_, _) => After(pinged.Task, "1");

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/stream") { Content = new StringContent(Call, null, "application/json") };
        using var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        (await reader.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("event: ping");
        (await reader.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("data: ");
        pinged.SetResult();
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldEndWith("event: chunk\ndata: 1\n\nevent: done\ndata: \n\n");
    }

    [Fact]
    public async Task A_stream_is_over_with_the_token_that_it_was_opened_with()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 3, 14, 15, 0, 0, TimeSpan.Zero));
        await using var host = await Impatient(clock);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Dispatcher.OnStream = (_, cancellation) => Forever(ended, cancellation);

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/stream") { Content = new StringContent(Call, null, "application/json") };
        using var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        (await reader.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("event: chunk");
        clock.Advance(TimeSpan.FromHours(1));

        var rest = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = JsonDocument.Parse(rest.Split("event: error\ndata: ")[1]).RootElement;
        (error.GetProperty("code").GetString(), error.GetProperty("httpStatus").GetInt32()).ShouldBe(("token_expired", 401));
        error.GetProperty("message").GetString()!.ShouldContain("open the stream again");
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task No_item_follows_a_token_that_is_over_however_many_there_are()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 3, 14, 15, 0, 0, TimeSpan.Zero));
        await using var host = await Impatient(clock);
        host.Dispatcher.OnStream = (_, _) => EveryHalfHour(clock);

        var answer = await host.Post("/api/stream", Call);

        answer.Body.ShouldStartWith("event: chunk\ndata: 1\n\nevent: error\ndata: {");
        answer.Body.ShouldContain("token_expired");
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_stream()
    {
        await using var host = await EdgeHost.StartSignedIn();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Dispatcher.OnStream = (_, cancellation) => Forever(ended, cancellation);

        using (var client = new HttpClient { BaseAddress = host.Address })
        {
            client.DefaultRequestHeaders.Authorization = host.Client.DefaultRequestHeaders.Authorization;
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/stream") { Content = new StringContent(Call, null, "application/json") };
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        }

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Items(params string[] items)
    {
        foreach (var item in items)
        {
            await Task.Yield();
            yield return ScriptedDispatcher.Bytes(item);
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Fails(Exception exception, params string[] items)
    {
        foreach (var item in items)
        {
            yield return ScriptedDispatcher.Bytes(item);
        }

        await Task.Yield();
        throw exception;
    }

    /// <summary>With a clock that the test moves, and a look at it after every hundredth of a second.</summary>
    private static Task<EdgeHost> Impatient(ManualClock clock) => EdgeHost.StartSignedIn(
        settings: new() { ["JWT_SECRET"] = EdgeHost.Secret, ["Kumiko:StreamHeartbeat"] = "00:00:00.010" },
        services: s => s.AddSingleton<TimeProvider>(clock));

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> EveryHalfHour(ManualClock clock)
    {
        for (var i = 1; i < 1000; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(30));
            yield return ScriptedDispatcher.Bytes($"{i}");
            await Task.Yield();
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> After(Task signal, string item)
    {
        await signal;
        yield return ScriptedDispatcher.Bytes(item);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Forever(
        TaskCompletionSource ended, [EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            yield return ScriptedDispatcher.Bytes("1");
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        finally
        {
            ended.TrySetResult();
        }
    }
}
