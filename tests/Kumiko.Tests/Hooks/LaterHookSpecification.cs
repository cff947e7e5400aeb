using System.Text;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Hooks;

/// <summary>What follows from a write after its commit.</summary>
public abstract class LaterHookSpecification(DatabaseSource source) : HookTest(source)
{
    [Fact]
    public async Task Each_hook_gets_the_record_as_its_own_write_left_it()
    {
        var app = await Hooked(r => r.EntityHook<Parcel>(h => h
            .PostSave(HookPhase.AfterCommit("saved"), (saved, _) => Noted($"saved {saved.Previous?.Name} {saved.Record.Name} {saved.Record.Version} {saved.IsNew}"))
            .PostDelete(HookPhase.AfterCommit("deleted"), (deleted, _) => Noted($"deleted {deleted.Record.Name} {deleted.Record.Version}"))));
        var user = app.As(Tenant, "User");

        await user.Write(Depot.Work(async ctx =>
        {
            var parcel = await ctx.Create(new Parcel { Name = "a" });
            await ctx.Update(parcel, p => p.Name = "b");
            await ctx.Delete(parcel);
        }));

        Take().ShouldBeEmpty();
        (await TakeLater(app)).ShouldBe(["deleted b 2", "saved  a 1 True", "saved a b 2 False"]);
    }

    [Fact]
    public async Task Nothing_of_the_record_lies_in_the_queue()
    {
        var app = await Hooked(r => r.EntityHook<Parcel>(h => h.PostSave(HookPhase.AfterCommit("saved"), (saved, _) => Noted(saved.Record.Secret!))));

        var parcel = await app.As(Tenant, "User").Create(new Parcel { Name = "a", Secret = "very" });

        var task = (await Queue(app)).ShouldHaveSingleItem().Task;
        task.Kind.ShouldBe("hooks:hook:saved");
        Encoding.UTF8.GetString(task.Payload.Span).ShouldNotContain("very");
        Encoding.UTF8.GetString(task.Context.Span).ShouldContain($"{parcel.Id}:1");
        (await TakeLater(app)).ShouldBe(["very"]);
    }

    [Fact]
    public async Task It_acts_for_who_wrote_in_a_transaction_of_its_own_and_again_when_it_failed()
    {
        var isDown = true;
        var keys = new List<string>();
        var app = await Hooked(r => r.EntityHook<Parcel>(h => h.PostSave(HookPhase.AfterCommit("saved"), async (saved, ctx) =>
        {
            keys.Add(saved.DedupKey);
            await ctx.Create(new Label { Text = $"{saved.Record.Name} of {ctx.User.Id}" });
            if (isDown)
            {
                throw new TimeoutException("down");
            }
        })));
        var user = app.As(Tenant, "User");
        await user.Create(new Parcel { Name = "a" });

        await Should.ThrowAsync<TimeoutException>(() => app.DrainTasks(Cancellation));
        (await user.List<Label>()).Rows.ShouldBeEmpty();
        isDown = false;
        await app.DrainTasks(Cancellation);

        (await user.List<Label>()).Rows.ShouldHaveSingleItem().Text.ShouldBe($"a of {user.User.Id}");
        keys.Count.ShouldBe(2);
        keys.Distinct().ShouldHaveSingleItem().ShouldStartWith("hooks:hook:saved:");
    }

    [Fact]
    public async Task A_record_whose_stream_is_archived_meanwhile_is_there_still()
    {
        var app = await Hooked(r => r.EntityHook<Parcel>(h => h.PostSave(HookPhase.AfterCommit("saved"), (saved, _) => Noted(saved.Record.Name))));

        await app.As(Tenant, "User").Write(Depot.Work(async ctx =>
        {
            var parcel = await ctx.Create(new Parcel { Name = "a" });
            await ctx.ArchiveStream(parcel, "done");
        }));

        (await TakeLater(app)).ShouldBe(["a"]);
    }

    [Fact]
    public async Task While_its_feature_is_off_it_waits()
    {
        var switches = new Toggles.SwitchesOfTest();
        var clock = new ManualClock(DateTimeOffset.UtcNow);
        var app = await Start(new TestAppOptions { Clock = clock, Configure = o => o.FeatureSwitches = switches }, Depot, Watch);
        await app.As(Tenant, "User").Create(new Label { Text = "x" });
        Take();
        switches.Turn(Tenant, "watch", Toggle.Off);
        clock.Advance(TimeSpan.FromHours(1));

        (await TakeLater(app)).ShouldBeEmpty();
        switches.Turn(Tenant, "watch", Toggle.On);
        clock.Advance(TimeSpan.FromHours(1));

        (await TakeLater(app)).ShouldBe(["Label PostSave later"]);
    }

    [Fact]
    public async Task Hooks_that_go_in_a_circle_across_commits_end_as_a_task_that_failed()
    {
        var app = await Hooked(r => r.EntityHook<Parcel>(h => h
            .PostSave(HookPhase.AfterCommit("again"), (saved, ctx) => ctx.Update<Parcel>(saved.Record.Id, p => p.Weight++))));
        var user = app.As(Tenant, "User");
        var parcel = await user.Create(new Parcel { Name = "a" });

        (await Should.ThrowAsync<InvalidOperationException>(() => app.DrainTasks(Cancellation))).Message.ShouldContain("circle");

        (await Queue(app)).ShouldHaveSingleItem();
        (await user.Detail<Parcel>(parcel.Id)).ShouldNotBeNull().Weight.ShouldBe(16);
    }

    [Fact]
    public async Task One_hook_may_be_on_several_handlers()
    {
        var app = await Hooked(r => r.Hook<Parcel>([CrudVerb.Create, CrudVerb.Update], h => h
            .PostSave(HookPhase.AfterCommit("saved"), (saved, _) => Noted($"{saved.IsNew}"))));
        var user = app.As(Tenant, "User");

        await user.Update(await user.Create(new Parcel { Name = "a" }), p => p.Weight = 1);

        (await TakeLater(app)).ShouldBe(["False", "True"]);
    }

    private Task Noted(string what)
    {
        Ran.Add(what);
        return Task.CompletedTask;
    }
}
