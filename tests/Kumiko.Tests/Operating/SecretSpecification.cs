using System.Diagnostics;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Consumers;
using Kumiko.Tests.Tasks;

namespace Kumiko.Tests.Operating;

/// <summary>A marked secret goes in on every way, and comes out in no entry of the log, no span and no measurement.</summary>
public abstract class SecretSpecification(DatabaseSource source) : AppSpecification(source)
{
    private const string Secret = "M4RK3D";

    private readonly LogEntries _log = new();

    [Fact]
    public async Task A_secret_stays_where_it_belongs()
    {
        var app = await Start(new TestAppOptions { Logger = _log }, new SecretsFeature());
        using var heard = new Heard(app.Instance);
        var user = app.As(Tenant, "Writer").WithClaims(c => c.With("secrets:owner", Secret + "-claim"));
        var hidden = await app.As(Tenant, "Reader").Create(new Diary { Title = Secret + "-hidden" });
        app.StartTasks();

        await user.Write(new KeepSecret(Secret));
        await user.Write(new KeepInside(Secret + "-inside"));
        await Fails(user.Write(new KeepSecret(Secret)), "unique_violation");
        await Fails(user.Write(new Blurt(Secret)), "internal_error");
        await Fails(user.Write(new Blurt(Secret + new string('x', 60))), "validation_error");
        await Fails(user.WriteNamed("secrets:write:blurt", $$"""{"text":"a","{{Secret}}":"{{Secret}}"}"""), "validation_error");
        await Fails(user.WriteNamed($"secrets:write:{Secret}", "{}"), "not_found");
        await Fails(user.Write(new ForNobody(Secret)), "access_denied");
        await Fails(user.WriteNamed("secrets:write:diary:create", $$"""{"title":"a","locked":"{{Secret}}"}"""), "access_denied");
        await Fails(user.WriteNamed("secrets:write:diary:update", $$$"""{"id":"{{{hidden.Id}}}","version":1,"changes":{"title":"{{{Secret}}}"}}"""), "not_found");
        await user.Query<long>(new AskSecret(Secret));
        await Fails(user.QueryNamed("secrets:query:diary:list", $$$"""{"filter":{"field":"{{{Secret}}}","op":"eq","value":"{{{Secret}}}"}}"""), "validation_error");
        await Fails(user.QueryNamed("secrets:query:diary:list", $$"""{"cursor":"{{Secret}}"}"""), "validation_error");
        await Fails(ReadAll(user.Stream<string>(new WatchSecret(Secret))), "internal_error");
        var batch = await user.Batch(Secret, ("secrets:write:diary:create", $$"""{"title":"{{Secret}}-batch"}"""), ("secrets:write:blurt", $$"""{"text":"{{Secret}}"}"""));
        batch.FailedIndex.ShouldBe(1);
        await Eventually.True(() => heard.Of("kumiko_tasks_dead_total").Count == 2, "the tasks have failed");
        await app.StopTasks();

        _log.All.Count.ShouldBeGreaterThan(30);
        heard.Spans.Select(s => s.OperationName).Distinct().ShouldBeSubsetOf(SpanNames.All);
        heard.Spans.SelectMany(s => s.TagObjects).Select(t => t.Key).Distinct().ShouldBeSubsetOf(SpanTags.All);
        foreach (var entry in _log.All)
        {
            entry.Message.ShouldNotContain(Secret);
            entry.Values.Values.ShouldNotContain(v => v != null && v.ToString()!.Contains(Secret));
            Causes(entry.Exception).Where(e => e is not AuthorsOwnException).ShouldNotContain(e => e.Message.Contains(Secret));
        }

        heard.Spans.SelectMany(Texts).ShouldNotContain(text => text.Contains(Secret) || text.Contains(Tenant.ToString()) || text.Contains(hidden.Id.ToString()));
        heard.All.SelectMany(m => m.Tags.Values).ShouldNotContain(value => value!.ToString()!.Contains(Secret));
    }

    [Fact]
    public async Task A_command_with_a_nested_one_is_one_tree_with_the_commit_behind()
    {
        var app = await Start(new TestAppOptions(), new SecretsFeature());
        using var heard = new Heard(app.Instance);

        await app.As(Tenant).Write(new KeepInside("a"));

        var request = heard.Spans.Single(s => s.OperationName == SpanNames.Request);
        var outer = heard.Spans.Single(s => Equals(s.GetTagItem(SpanTags.Handler), "secrets:write:keep-inside"));
        var inner = heard.Spans.Single(s => Equals(s.GetTagItem(SpanTags.Handler), "secrets:write:keep"));
        var commit = heard.Spans.Single(s => s.OperationName == SpanNames.Commit);
        outer.ParentSpanId.ShouldBe(request.SpanId);
        commit.ParentSpanId.ShouldBe(request.SpanId);
        heard.Spans.Single(s => s.SpanId == inner.ParentSpanId).GetTagItem(SpanTags.Stage).ShouldBe("handler");
        heard.Spans.Single(s => s.SpanId == inner.ParentSpanId).ParentSpanId.ShouldBe(outer.SpanId);
        (request.GetTagItem(SpanTags.Commands), outer.GetTagItem(SpanTags.Feature)).ShouldBe((1, "secrets"));
        heard.Spans.ShouldAllBe(s => s.Status == ActivityStatusCode.Unset);
    }

    [Fact]
    public async Task What_refuses_has_a_span_and_the_request_says_what_kind_of_rule_it_was()
    {
        var app = await Start(new TestAppOptions(), new SecretsFeature());
        using var heard = new Heard(app.Instance);

        await Fails(app.As(Tenant).Write(new ForNobody("a")), "access_denied");
        await app.As(Tenant).Write(new KeepSecret("a"));
        await Fails(app.As(Tenant).Write(new KeepSecret("a")), "unique_violation");

        heard.Spans.Where(s => s.OperationName == SpanNames.Stage).Select(s => (s.GetTagItem(SpanTags.Stage), s.GetTagItem(SpanTags.ErrorType))).ShouldContain(("access", "access_denied"));
        var requests = heard.Spans.Where(s => s.OperationName == SpanNames.Request).ToList();
        requests.Select(s => (s.GetTagItem(SpanTags.ErrorType), s.GetTagItem(SpanTags.Denial))).ShouldBe([("access_denied", "handlerRule"), (null, null), ("unique_violation", null)]);
        requests.Select(s => s.Status).ShouldBe([ActivityStatusCode.Error, ActivityStatusCode.Unset, ActivityStatusCode.Error]);
    }

    [Fact]
    public async Task A_stream_is_one_span_from_its_opening_to_its_end()
    {
        var app = await Start(new TestAppOptions(), new SecretsFeature());
        using var heard = new Heard(app.Instance);

        await Fails(ReadAll(app.As(Tenant).Stream<string>(new WatchSecret("a"))), "internal_error");

        var request = heard.Spans.Single(s => s.OperationName == SpanNames.Request);
        (request.GetTagItem(SpanTags.Kind), request.GetTagItem(SpanTags.Items), request.GetTagItem(SpanTags.ErrorType)).ShouldBe(("stream", 1L, "internal_error"));
        heard.Spans.Single(s => s.OperationName == SpanNames.Stream).ParentSpanId.ShouldBe(request.SpanId);
        Activity.Current.ShouldBeNull();
    }

    [Fact]
    public async Task Work_after_a_commit_is_linked_to_the_trace_that_queued_it()
    {
        var app = await Start(new TestAppOptions(), new RemindersFeature());
        using var heard = new Heard(app.Instance);
        await app.As(Tenant).Write(new Remind("a"));

        await app.DrainTasks(Cancellation);

        var request = heard.Spans.First(s => s.OperationName == SpanNames.Request);
        var task = heard.Spans.Single(s => s.OperationName == SpanNames.Task);
        task.Links.ShouldHaveSingleItem().Context.TraceId.ShouldBe(request.TraceId);
        heard.Spans.Last(s => s.OperationName == SpanNames.Commit).ParentSpanId.ShouldBe(task.SpanId);
    }

    [Fact]
    public async Task The_log_has_an_entry_for_each_call_and_each_stage_for_those_who_want_it()
    {
        var app = await Start(new TestAppOptions { Logger = _log }, new SecretsFeature());

        await Fails(app.As(Tenant).Write(new ForNobody("a")), "access_denied");

        _log.Of(5).Select(e => (e["Stage"], e["Outcome"])).ShouldBe([("lookup", "done"), ("toggle", "done"), ("rate limit", "done"), ("access", "access_denied")]);
        var ran = _log.Of(4).ShouldHaveSingleItem();
        (ran["Handler"], ran["Outcome"]).ShouldBe(("secrets:write:for-nobody", "access_denied"));
    }

    private static async Task Fails(Task attempt, string code) => (await attempt.ShouldFail<KumikoException>()).Code.ShouldBe(code);

    private static IEnumerable<Exception> Causes(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }

    private static IEnumerable<string> Texts(Activity span) =>
    [
        span.OperationName, span.DisplayName, span.StatusDescription ?? "", .. span.TagObjects.Select(t => t.Value?.ToString() ?? ""),
        .. span.Baggage.Select(b => b.Value ?? ""), .. span.Events.SelectMany(e => e.Tags.Select(t => t.Value?.ToString() ?? "").Append(e.Name)),
    ];

    private static async Task ReadAll<T>(IAsyncEnumerable<T> items)
    {
        await foreach (var _ in items)
        {
        }
    }
}
