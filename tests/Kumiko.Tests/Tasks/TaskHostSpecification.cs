using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Consumers;

namespace Kumiko.Tests.Tasks;

/// <summary>How processes work off the queue in the background, and what operators see and do of it.</summary>
public abstract class TaskHostSpecification(DatabaseSource source) : AppSpecification(source)
{
    private const string Kind = "reminders:task:echo";

    private static readonly TaskOptions Patient = new() { PollInterval = TimeSpan.FromMinutes(5) };
    private static readonly TaskOptions Quick = new() { PollInterval = TimeSpan.FromMilliseconds(20), LeaseTime = TimeSpan.FromMilliseconds(600) };

    private readonly RemindersFeature _feature = new() { Retry = new RetryPolicy { Attempts = 3, FirstPause = TimeSpan.FromMinutes(1) } };

    [Fact]
    public async Task A_commit_wakes_its_own_process_at_once()
    {
        var app = await Start(_feature);
        app.StartTasks(Patient);
        await app.As(Tenant).Write(new Remind("first"));
        await Eventually.True(() => _feature.Runs.Count == 1, "the host looks at the start");

        await app.As(Tenant).Write(new Remind("second"));

        await Eventually.True(() => _feature.Runs.Count == 2, "the commit wakes the host");
    }

    [Fact]
    public async Task Another_process_finds_what_this_one_queued()
    {
        var app = await Start(_feature);
        var elsewhere = new RemindersFeature();
        var other = Keep(await app.StartBeside(elsewhere));
        other.StartTasks(Quick);

        await app.As(Tenant).Write(new Remind("lunch"));

        await Eventually.True(() => elsewhere.Runs.Count == 1, "the other one works");
        _feature.Runs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_processes_do_every_task_once()
    {
        const int Count = 60;
        var app = await Start(_feature);
        var other = Keep(await app.StartBeside(new RemindersFeature()));
        app.StartTasks(Quick);
        other.StartTasks(Quick);

        for (var n = 0; n < Count; n++)
        {
            await app.As(Tenant).Write(new Remind($"{n}"));
        }

        await Eventually.True(async () => (await Queue(app)).Count == 0, "the queue is empty");
        var texts = (await app.As(Tenant).List<Reminder>(new { limit = 200 })).Rows.Select(r => r.Text);
        texts.Where(t => t.StartsWith("echo", StringComparison.Ordinal)).Order().ShouldBe(Enumerable.Range(0, Count).Select(n => $"echo of {n}").Order());
    }

    [Fact]
    public async Task A_long_task_keeps_its_lease()
    {
        var app = await Start(_feature);
        var other = Keep(await app.StartBeside(_feature));
        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        _feature.InBetween = (_, _) =>
        {
            begun.TrySetResult();
            return go.Task;
        };
        app.StartTasks(Quick);
        await app.As(Tenant).Write(new Remind("lunch"));
        await begun.Task;
        other.StartTasks(Quick);

        var leases = new HashSet<bool>();
        var until = DateTime.UtcNow + (3 * Quick.LeaseTime);
        await Eventually.True(async () => leases.Add((await Queue(app)).Single().IsLeased) && DateTime.UtcNow > until || DateTime.UtcNow > until, "three leases have passed");
        go.SetResult();

        await Eventually.True(async () => (await Queue(app)).Count == 0, "the task ends");
        leases.ShouldBe([true]);
        _feature.Runs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_runs_when_the_process_stops_is_given_back_and_done_by_the_next_one()
    {
        var app = await Start(_feature);
        var begun = new TaskCompletionSource();
        _feature.InBetween = (run, ctx) =>
        {
            begun.TrySetResult();
            return run.Attempt == 1 && _feature.Runs.Count == 1 ? Task.Delay(Timeout.InfiniteTimeSpan, ctx.Cancellation) : Task.CompletedTask;
        };
        app.StartTasks(Quick with { StopPatience = TimeSpan.Zero, LeaseTime = TimeSpan.FromHours(1) });
        await app.As(Tenant).Write(new Remind("lunch"));
        await begun.Task;

        await app.StopTasks();
        (await Queue(app)).ShouldHaveSingleItem().Attempts.ShouldBe(0);
        await app.DrainTasks(Cancellation);

        (await Queue(app)).ShouldBeEmpty();
        _feature.Runs.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_keeps_failing_is_tried_after_longer_and_longer_pauses_and_kept_at_last()
    {
        var clock = new ManualClock(DateTimeOffset.UtcNow);
        var app = await Start(new TestAppOptions { Clock = clock }, _feature, new OperationsFeature());
        _feature.InBetween = (_, _) => throw new InvalidOperationException("down");
        app.StartTasks(Quick);
        await app.As(Tenant).Write(new Remind("lunch"));

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await Eventually.True(() => _feature.Runs.Count == attempt, $"attempt {attempt}");
            await Eventually.True(async () => (await Queue(app)).Single() is { IsLeased: false } task && task.Attempts == attempt, "its failure is noted");
            var task = (await Queue(app)).Single();
            task.LastError.ShouldNotBeNull().ShouldContain("down");
            (task.Task.DueAt - clock.GetUtcNow()).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(attempt));
            (task.DeadAt is not null).ShouldBe(attempt == 3);
            clock.Advance(TimeSpan.FromHours(1));
        }

        var dead = (await Operator(app).Query<IReadOnlyList<DeadTask>>(new ListDeadTasks(Kind))).ShouldHaveSingleItem();
        (dead.Kind, dead.Tenant, dead.Attempts).ShouldBe((Kind, Tenant, 3));
        (await Operator(app).Query<IReadOnlyList<TaskReport>>(new ListTasks())).ShouldBe([new TaskReport(Kind, true, 0, 1, null)]);

        _feature.InBetween = (_, _) => Task.CompletedTask;
        (await Operator(app).Write<RevivedTasks>(new ReviveTasks(dead.Id))).Revived.ShouldBe(1);
        await Eventually.True(async () => (await Queue(app)).Count == 0, "the revived task is done");
        _feature.Runs.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Operators_revive_a_kind_and_discard_what_shall_never_be_done_and_the_log_says_so()
    {
        var app = await Start(_feature, new OperationsFeature());
        await app.As(Tenant).Write(new Remind("lunch"));
        await app.As(Tenant).Write(new Remind("tea"));
        foreach (var task in await app.Store.Tasks.Take(new TaskClaim("test", [Kind], DateTimeOffset.UtcNow.AddHours(1), TimeSpan.FromHours(1), 9), Cancellation))
        {
            await app.Store.Tasks.Fail(task.Task.Id, task.Fence, new TaskFailure("down", task.Task.DueAt, task.Task.DueAt), Cancellation);
        }

        var dead = await Operator(app).Query<IReadOnlyList<DeadTask>>(new ListDeadTasks());
        dead.Count.ShouldBe(2);
        await Operator(app).Write(new DiscardTask(dead[0].Id));
        await Should.ThrowAsync<NotFoundException>(() => Operator(app).Write(new DiscardTask(dead[0].Id)));
        await Should.ThrowAsync<NotFoundException>(() => Operator(app).Write(new ReviveTasks(dead[0].Id)));
        await Should.ThrowAsync<UnprocessableException>(() => Operator(app).Write(new ReviveTasks()));
        (await Operator(app).Write<RevivedTasks>(new ReviveTasks(Kind: Kind))).Revived.ShouldBe(1);
        await app.DrainTasks(Cancellation);

        _feature.Runs.ShouldHaveSingleItem().ShouldStartWith("tea");
        await using var session = app.Store.NewSession();
        var log = await session.ReadLog(new LogQuery(), Cancellation);
        log.Count(e => e.Type == "operations:event:operator-acted").ShouldBe(5);
    }

    [Fact]
    public async Task An_application_without_kinds_of_tasks_does_not_look_for_any()
    {
        var app = await Start(new OperationsFeature());

        app.StartTasks();
        await app.DrainTasks(Cancellation);

        Should.Throw<InvalidOperationException>(() => app.StartTasks());
        Should.Throw<InvalidOperationException>(() => app.StartTasks(new TaskOptions { Concurrency = 0 }));
        (await Operator(app).Query<IReadOnlyList<TaskReport>>(new ListTasks())).ShouldBeEmpty();
    }

    private static TestUser Operator(TestApp app) => app.As(TenantId.System, OperationsFeature.Role);

    private static Task<IReadOnlyList<QueuedTask>> Queue(TestApp app) => app.Store.Tasks.Read(new TaskQuery(), Cancellation);
}
