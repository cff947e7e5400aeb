using System.Text.Json;
using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Tasks;

/// <summary>What is queued when, and what of it happens.</summary>
public abstract class TaskQueueSpecification(DatabaseSource source) : AppSpecification(source)
{
    private readonly RemindersFeature _feature = new();

    [Fact]
    public async Task Work_is_done_after_the_commit_on_behalf_of_who_asked_for_it()
    {
        var app = await Start(_feature);

        await app.As(Tenant, "Admin", "Agent").Write(new Remind("lunch"));
        var before = await Texts(app);
        await app.DrainTasks(Cancellation);

        before.ShouldBe(["lunch"]);
        (await Texts(app)).ShouldBe(["lunch", "echo of lunch"]);
        _feature.Runs.ShouldBe(["lunch 1 user-admin-agent Admin,Agent cause:1 True"]);
        (await Queue(app)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failed_command_has_queued_nothing()
    {
        var app = await Start(_feature);

        await Should.ThrowAsync<UnprocessableException>(() => app.As(Tenant).Write(new Remind("lunch", Fails: true)));

        (await Queue(app)).ShouldBeEmpty();
        (await Texts(app)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_nested_command_queued_is_gone_with_its_writes()
    {
        var app = await Start(_feature);

        await app.As(Tenant).Write(new RemindInVain("lunch"));
        await app.DrainTasks(Cancellation);

        (await Texts(app)).ShouldBe(["after lunch", "echo of after lunch"]);
    }

    [Fact]
    public async Task A_batch_that_fails_late_has_queued_nothing()
    {
        var app = await Start(_feature);

        var outcome = await app.As(Tenant).Batch(null, ("reminders:write:remind", """{"text":"lunch"}"""), ("reminders:write:remind", """{"text":"x","fails":true}"""));

        outcome.FailedIndex.ShouldBe(1);
        (await Queue(app)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_failed_wrote_nothing_and_is_tried_again()
    {
        var app = await Start(_feature);
        await app.As(Tenant).Write(new Remind("lunch"));
        _feature.InBetween = (_, _) => throw new InvalidOperationException("down");

        (await Should.ThrowAsync<InvalidOperationException>(() => app.DrainTasks(Cancellation))).Message.ShouldBe("down");
        (await Texts(app)).ShouldBe(["lunch"]);

        _feature.InBetween = (_, _) => Task.CompletedTask;
        await app.DrainTasks(Cancellation);
        (await Texts(app)).ShouldBe(["lunch", "echo of lunch"]);
    }

    [Fact]
    public async Task A_task_queues_others_as_a_command_does()
    {
        var app = await Start(_feature);
        _feature.InBetween = (run, ctx) => run.Payload.GetProperty("text").GetString() == "lunch" ? ctx.Write(new Remind("tea")) : Task.CompletedTask;

        await app.As(Tenant).Write(new Remind("lunch"));
        await app.DrainTasks(Cancellation);

        (await Texts(app)).ShouldBe(["lunch", "echo of lunch", "tea", "echo of tea"]);
    }

    [Fact]
    public async Task Whoever_lost_a_task_while_working_writes_nothing()
    {
        var app = await Start(_feature);
        await app.As(Tenant).Write(new Remind("lunch"));
        _feature.InBetween = async (run, _) =>
        {
            if (run.Attempt == 1)
            {
                await app.Store.Tasks.Prolong((await Queue(app)).Single().Owner!, TimeSpan.FromTicks(-1), Cancellation);
                await app.DrainTasks(Cancellation);
            }
        };

        await Should.ThrowAsync<FencedException>(() => app.DrainTasks(Cancellation));

        (await Texts(app)).ShouldBe(["lunch", "echo of lunch"]);
        _feature.Runs.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_switched_off_feature_queued_waits_until_it_is_on_again()
    {
        var switches = new Toggles.SwitchesOfTest();
        var clock = new ManualClock(DateTimeOffset.UtcNow);
        var app = await Start(new TestAppOptions { Clock = clock, Configure = o => o.FeatureSwitches = switches }, _feature);
        await app.As(Tenant).Write(new Remind("lunch"));

        switches.Turn(Tenant, "reminders", Toggle.Off);
        await app.DrainTasks(Cancellation);
        _feature.Runs.ShouldBeEmpty();
        (await Queue(app)).ShouldHaveSingleItem().Attempts.ShouldBe(0);

        switches.Turn(Tenant, "reminders", Toggle.On);
        clock.Advance(TimeSpan.FromMinutes(2));
        await app.DrainTasks(Cancellation);
        _feature.Runs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Everything_about_a_user_is_there_again_when_the_work_is_done()
    {
        var app = await Start(_feature);
        var user = new User
        {
            Id = new UserId("ann"), Tenant = Tenant, Roles = ["Admin", "Agent"], TimeZone = "Europe/Berlin", Locale = "de-DE",
            Claims = UserClaims.None.With("team", ["north", "south"]).With("limit", 7.5m),
        };
        typeof(User).GetProperties().Where(p => p.CanWrite).ShouldAllBe(p => p.GetValue(user) != null, "a new property needs a value here, and a place in TaskContext");
        User? seen = null;
        _feature.InBetween = (_, ctx) =>
        {
            seen = ctx.User;
            return Task.CompletedTask;
        };

        await app.As(user).Write(new Remind("lunch"));
        await app.DrainTasks(Cancellation);

        JsonSerializer.Serialize(seen).ShouldBe(JsonSerializer.Serialize(user));
        seen!.Claims.Texts("team").ShouldBe(["north", "south"]);
        seen.Claims.Number("limit").ShouldBe(7.5m);
    }

    private async Task<IEnumerable<string>> Texts(TestApp app) => (await app.As(Tenant).List<Reminder>()).Rows.Select(r => r.Text);

    private static Task<IReadOnlyList<QueuedTask>> Queue(TestApp app) => app.Store.Tasks.Read(new TaskQuery(), Cancellation);
}
