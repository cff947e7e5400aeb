using System.Text.Json;
using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Consumers;

namespace Kumiko.Tests.Operating;

/// <summary>What operators reach through commands and queries.</summary>
public abstract class OperatorSpecification(DatabaseSource source) : ConsumerSpecification(source)
{
    private const string Mailboxes = PostFeature.Mailboxes;
    private const string Effects = PostFeature.Effects;

    public static TheoryData<string> Orders =>
    [
        "write:consumer:pause", "write:consumer:resume", "write:consumer:skip", "write:consumer:rewind", "write:dead-letter:replay", "write:projection:rebuild",
        "write:projection:drop-old", "write:log:prune", "query:consumer:list", "query:dead-letter:list", "query:projection:list", "query:projection:verify", "query:log:status",
        "query:task:list", "query:dead-task:list", "write:dead-task:revive", "write:dead-task:discard", "query:key:status", "write:key:rotate", "write:subject:forget",
        "query:access:explain",
    ];

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Nobody_without_the_role_can_call_a_command_or_query_of_operators(string name)
    {
        var app = await Start(new PostFeature(new PostLog()), new OperationsFeature());
        var admin = app.As(Tenant, "Admin", "Agent");
        var call = $"operations:{name}";

        await Should.ThrowAsync<AccessDeniedException>(() => name.StartsWith("write", StringComparison.Ordinal) ? admin.WriteNamed(call, "{}") : admin.QueryNamed(call, "{}"));

        app.Registry.Handlers.Count(h => h.Feature.Name == "operations").ShouldBe(Orders.Count);
    }

    [Fact]
    public async Task An_application_has_no_commands_of_operators_unless_it_adds_them()
    {
        var app = await Start(new PostFeature(new PostLog()));

        await Should.ThrowAsync<NotFoundException>(() => Operator(app).QueryNamed("operations:query:consumer:list", "{}"));
    }

    [Fact]
    public async Task An_operator_pauses_and_resumes_a_consumer_and_the_log_says_who_did()
    {
        var app = await Start(new PostFeature(new PostLog()), new OperationsFeature());
        await Send(app, "ann", 1, 3);

        await Operator(app).Write(new PauseConsumer(Mailboxes));
        await app.DrainConsumers(Cancellation);
        var paused = await ReportOf(app, Mailboxes);
        await Operator(app).Write(new ResumeConsumer(Mailboxes));
        await app.DrainConsumers(Cancellation);
        var resumed = await ReportOf(app, Mailboxes);

        (paused.Status, paused.LagEvents, paused.HasTable, paused.Feature).ShouldBe((ConsumerStatus.Paused, 3, true, "post"));
        (resumed.Status, resumed.LagEvents).ShouldBe((ConsumerStatus.Active, 0));
        var audit = await Audit(app);
        audit.Select(e => Text(e, "action")).ShouldBe(["consumer:pause", "consumer:resume"]);
        audit.ShouldAllBe(e => Text(e, "target") == Mailboxes && e.CreatedBy == Operator(app).User.Id && e.Stream.Tenant == TenantId.System);
    }

    [Fact]
    public async Task What_an_operator_could_not_do_is_in_the_log_too()
    {
        var app = await Start(new PostFeature(new PostLog()), new OperationsFeature());

        await Should.ThrowAsync<NotFoundException>(() => Operator(app).Write(new PauseConsumer("post:projection:nothing")));

        (await Audit(app)).Select(e => (e.Type, e.Version.Value)).ShouldBe([("operations:event:operator-acted", 1L), ("operations:event:operator-action-failed", 2L)]);
    }

    [Fact]
    public async Task An_order_stays_in_the_log_when_the_batch_around_it_fails()
    {
        var app = await Start(new PostFeature(new PostLog()), new OperationsFeature());

        var outcome = await Operator(app).Batch(
            null, ("operations:write:consumer:pause", $$"""{"consumer":"{{Effects}}"}"""), ("operations:write:consumer:pause", """{"consumer":"none"}"""));

        outcome.Error.ShouldBeOfType<NotFoundException>();
        (await ReportOf(app, Effects)).Status.ShouldBe(ConsumerStatus.Paused);
        (await Audit(app)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_event_is_passed_over_only_while_it_is_the_next()
    {
        var log = new PostLog();
        var app = await Start(new PostFeature(log), new OperationsFeature());
        await Send(app, "ann", 1, 2);
        await using var session = app.Store.NewSession();
        var first = (await session.ReadLog(new LogQuery { Types = ["letter.created"] }, Cancellation))[0].Position;

        var skipped = await Operator(app).Write<SkippedEvent>(new SkipEvent(Effects, first.Value));
        var again = await Should.ThrowAsync<ConflictException>(() => Operator(app).Write(new SkipEvent(Effects, first.Value)));
        await app.DrainConsumers(Cancellation);

        skipped.ShouldBe(new SkippedEvent(first, "letter.created"));
        again.Reason.ShouldBe("consumer_moved_on");
        log.Effects.Select(e => e.Number).ShouldBe([2]);
    }

    [Fact]
    public async Task A_consumer_can_go_back_but_not_forward()
    {
        var log = new PostLog();
        var app = await Start(new PostFeature(log), new OperationsFeature());
        var last = await Send(app, "ann", 1, 2);
        await app.DrainConsumers(Cancellation);

        await Operator(app).Write(new RewindConsumer(Effects, 0));
        await Send(app, "ann", 3, 1);
        await app.DrainConsumers(Cancellation);
        var forward = await Should.ThrowAsync<UnprocessableException>(() => Operator(app).Write(new RewindConsumer(Effects, last.Value + 1000)));

        log.Effects.Select(e => e.Number).ShouldBe([1, 2, 1, 2, 3]);
        forward.Reason.ShouldBe("rewind_goes_forward");
    }

    [Fact]
    public async Task All_dead_letters_of_a_consumer_are_replayed_and_those_that_fail_again_stay()
    {
        var log = new PostLog();
        var app = await Start(new PostFeature(log, TwiceThen(FailureAction.DeadLetter)), new OperationsFeature());
        log.Before = (consumer, letter) => consumer == "stamps" && letter.Number > 1 ? throw new InvalidOperationException("poison") : Task.CompletedTask;
        await Send(app, "ann", 1, 4);
        await app.DrainConsumers(Cancellation);
        var letters = await Operator(app).Query<IReadOnlyList<DeadLetter>>(new ListDeadLetters(PostFeature.Stamps));
        log.Before = (consumer, letter) => consumer == "stamps" && letter.Number == 3 ? throw new InvalidOperationException("poison") : Task.CompletedTask;

        var result = await Operator(app).Write<ReplayResult>(new ReplayDeadLetters(Consumer: PostFeature.Stamps));
        var one = await Should.ThrowAsync<UnprocessableException>(() => Operator(app).Write(new ReplayDeadLetters(Letter: letters[1].Id)));

        letters.Count.ShouldBe(3);
        result.Replayed.ShouldBe(2);
        result.Failures.ShouldHaveSingleItem().Letter.ShouldBe(letters[1].Id);
        one.Reason.ShouldBe("replay_failed");
        (await Stamps(app, "ann")).ShouldBe([1, 2, 4]);
        (await ReportOf(app, PostFeature.Stamps)).DeadLetters.ShouldBe(1);
        (await Should.ThrowAsync<UnprocessableException>(() => Operator(app).Write(new ReplayDeadLetters()))).Reason.ShouldBe("replay_of_what");
    }

    [Fact]
    public async Task A_rebuild_runs_in_the_background_and_its_end_can_be_seen()
    {
        var app = await Start(new PostFeature(new PostLog()), new OperationsFeature());
        await Send(app, "ann", 1, 20);
        await app.DrainConsumers(Cancellation);

        await Operator(app).Write(new RebuildProjection(Mailboxes));
        await Eventually.True(async () => (await Projection(app)) is { IsRebuildingHere: false, Rebuilds: [{ Phase: RebuildPhase.Done }] }, "the rebuild ends");
        var rebuilt = await Projection(app);
        var compared = await Operator(app).Query<VerifyResult>(new VerifyProjection(Mailboxes));
        await Operator(app).Write(new DropOldTable(Mailboxes));

        rebuilt.Rebuilds[0].Done.ShouldBe(20);
        rebuilt.Rebuilds[0].OldTable.ShouldNotBeNull();
        (compared.IsSame, compared.Rows).ShouldBe((true, 1));
        (await Projection(app)).Rebuilds.ShouldBeEmpty();
        await Should.ThrowAsync<NotFoundException>(() => Operator(app).Write(new RebuildProjection("post:projection:effects")));
    }

    [Fact]
    public async Task A_rebuild_that_runs_elsewhere_is_not_begun_again()
    {
        var app = await Start(new PostFeature(new PostLog()), new OperationsFeature());
        await using var turn = await app.Store.TryLock("rebuild " + Mailboxes, Cancellation);

        var refused = await Should.ThrowAsync<ConflictException>(() => Operator(app).Write(new RebuildProjection(Mailboxes)));

        refused.Reason.ShouldBe("rebuild_running");
        (await Projection(app)).IsRebuildingHere.ShouldBeFalse();
    }

    [Fact]
    public async Task A_rebuild_that_the_end_of_a_node_interrupts_goes_on_when_it_is_started_again()
    {
        var log = new PostLog();
        var app = await Start(new PostFeature(log), new OperationsFeature());
        await Send(app, "ann", 1, 20);
        await app.DrainConsumers(Cancellation);
        var reached = new TaskCompletionSource();
        var other = await app.StartBeside(new PostFeature(log), new OperationsFeature());
        log.Before = (_, letter) =>
        {
            reached.TrySetResult();
            return letter.Number == 10 ? Task.Delay(Timeout.Infinite, Cancellation).WaitAsync(Held.Token) : Task.CompletedTask;
        };

        await Operator(other).Write(new RebuildProjection(Mailboxes));
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        var end = other.DisposeAsync();
        await Held.CancelAsync();
        await end;
        log.Before = (_, _) => Task.CompletedTask;
        var interrupted = await Projection(app);
        await Operator(app).Write(new RebuildProjection(Mailboxes));
        await Eventually.True(async () => (await Projection(app)) is { IsRebuildingHere: false, Rebuilds: [{ Phase: RebuildPhase.Done }] }, "the rebuild ends");

        interrupted.Rebuilds.ShouldHaveSingleItem().Phase.ShouldBe(RebuildPhase.Filling);
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_status_tells_the_end_of_the_log_and_the_nodes_that_live()
    {
        var app = await Start(new PostFeature(new PostLog()), new OperationsFeature());
        var last = await Send(app, "ann", 1, 2);
        var before = await Operator(app).Query<LogStatus>(new GetLogStatus());
        await app.StartConsumers(Quick with { NodeName = "first" });

        var after = await Operator(app).Query<LogStatus>(new GetLogStatus());

        (before.End, before.Node, before.Nodes.Count).ShouldBe((last, null, 0));
        after.Node.ShouldBe("first");
        after.Nodes.Select(n => n.Name).ShouldBe(["first"]);
    }

    [Fact]
    public async Task A_consumer_that_failed_is_a_problem_and_one_that_is_behind_only_when_asked_for()
    {
        var log = new PostLog();
        var app = await Start(new PostFeature(log, TwiceThen(FailureAction.Pause)));
        await Send(app, "ann", 1, 1);
        (await app.Operations.Consumers.Problems(cancellation: Cancellation)).ShouldBeEmpty();
        (await app.Operations.Consumers.Problems(TimeSpan.Zero, Cancellation)).Count.ShouldBe(3);

        log.Before = (consumer, _) => consumer == "effects" ? throw new InvalidOperationException("poison") : Task.CompletedTask;
        await app.StartConsumers(Quick);
        await Eventually.True(async () => (await StateOf(app, Effects)).Status == ConsumerStatus.Failed, "it halts");

        (await app.Operations.Consumers.Problems(cancellation: Cancellation)).ShouldHaveSingleItem().ShouldContain(Effects);
    }

    private CancellationTokenSource Held { get; } = new();

    private TestUser Operator(TestApp app) => app.As(Tenant, OperationsFeature.Role);

    private async Task<ConsumerReport> ReportOf(TestApp app, string consumer) =>
        (await Operator(app).Query<IReadOnlyList<ConsumerReport>>(new ListConsumers())).Single(r => r.Name == consumer);

    private async Task<ProjectionReport> Projection(TestApp app) =>
        (await Operator(app).Query<IReadOnlyList<ProjectionReport>>(new ListProjections())).Single(p => p.Name == Mailboxes);

    private static async Task<IReadOnlyList<StoredEvent>> Audit(TestApp app)
    {
        await using var session = app.Store.NewSession();
        return await session.ReadLog(new LogQuery { AggregateType = "operator-action" }, Cancellation);
    }

    private static string? Text(StoredEvent stored, string member)
    {
        using var json = JsonDocument.Parse(stored.Payload);
        return json.RootElement.GetProperty(member).GetString();
    }
}
