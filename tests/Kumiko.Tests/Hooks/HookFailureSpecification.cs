using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Hooks;

/// <summary>A hook that fails, fails as the handler itself would, at every place.</summary>
public abstract class HookFailureSpecification(DatabaseSource source) : HookTest(source)
{
    public static TheoryData<string> Saving => ["Create Validation", "Create PreSave", "Create PostSave", "Parcel PostSave"];

    public static TheoryData<string> Deleting => ["Delete Validation", "Delete PreDelete", "Parcel PreDelete", "Delete PostDelete", "Parcel PostDelete", "Item PreDelete", "Item PostDelete", "Label PostSave"];

    public static TheoryData<string> Working => ["command Validation", "command PreSave", "command PostSave", "Parcel PostSave", "command PreDelete", "Parcel PreDelete", "command PostDelete", "Parcel PostDelete"];

    [Theory]
    [MemberData(nameof(Saving))]
    public async Task A_failing_hook_takes_back_the_batch_and_nothing_runs_behind_it(string hook)
    {
        var app = await Watched();
        Watch.Failing = hook;

        var outcome = await app.As(Tenant, "User").Batch(null, ("depot:write:label:create", """{"text":"x"}"""), ("depot:write:parcel:create", """{"name":"a"}"""));

        (outcome.Error!.Code, outcome.FailedIndex).ShouldBe(("conflict", 1));
        Ran[^1].ShouldBe(hook);
        (await Log(app)).ShouldBeEmpty();
        (await Queue(app)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Deleting))]
    public async Task A_hook_that_fails_beside_a_delete_keeps_the_record_and_what_would_have_gone_with_it(string hook)
    {
        var app = await Watched();
        var user = app.As(Tenant, "User");
        var parcel = await user.Create(new Parcel { Name = "a" });
        await user.Create(new Item { ParcelId = parcel.Id, Name = "one" });
        await user.Create(new Label { ParcelId = parcel.Id, Text = "x" });
        await TakeLater(app);
        var before = (await Log(app)).Count;
        Watch.Failing = hook;

        await Should.ThrowAsync<ConflictException>(() => user.Delete<Parcel>(parcel.Id));

        Ran[^1].ShouldBe(hook);
        (await Log(app)).Count.ShouldBe(before);
        (await Queue(app)).ShouldBeEmpty();
        (await user.List<Item>()).Rows.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Working))]
    public async Task What_a_nested_command_wrote_is_gone_and_the_calling_one_may_go_on(string hook)
    {
        var app = await Watched();
        var user = app.As(Tenant, "User");
        Watch.Failing = hook;

        await user.Write(Depot.Outer(async ctx =>
        {
            await ctx.Create(new Label { Text = "before" });
            await Should.ThrowAsync<ConflictException>(() => ctx.Write(Depot.Work(async inner => await inner.Delete(await inner.Create(new Parcel { Name = "a" })))));
            await ctx.Create(new Label { Text = "behind" });
        }));

        Watch.Failing = null;
        (await user.List<Label>()).Rows.Select(l => l.Text).ShouldBe(["before", "behind"]);
        (await Log(app)).Select(e => e.Type).ShouldBe(["label.created", "label.created"]);
        (await Queue(app)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("command PreSave")]
    [InlineData("command PostSave")]
    [InlineData("Parcel PostSave")]
    public async Task A_command_that_goes_on_after_a_hook_failed_has_nothing_of_that_write(string hook)
    {
        var app = await Watched();
        Watch.Failing = hook;

        await app.As(Tenant, "User").Write(Depot.Work(async ctx =>
        {
            await Should.ThrowAsync<ConflictException>(() => ctx.Create(new Parcel { Name = "a" }));
            await Should.ThrowAsync<ConflictException>(() => ctx.CreateMany([new Parcel { Name = "b" }, new Parcel { Name = "c" }]));
            (await ctx.Query<Parcel>().Count()).ShouldBe(0);
            await ctx.Create(new Label { Text = "x" });
        }));

        (await Log(app)).ShouldHaveSingleItem().Type.ShouldBe("label.created");
        (await Queue(app)).ShouldHaveSingleItem().Task.Kind.ShouldBe("watch:hook:label-save");
    }

    [Theory]
    [InlineData("List PreQuery")]
    [InlineData("List PostQuery")]
    [InlineData("Parcel PostQuery")]
    public async Task A_hook_that_fails_ends_a_query(string hook)
    {
        var user = (await Watched()).As(Tenant, "User");
        Watch.Failing = hook;

        (await Should.ThrowAsync<ConflictException>(() => user.List<Parcel>())).Reason.ShouldBe("as_the_test_wants");

        Ran[^1].ShouldBe(hook);
    }

    [Theory]
    [InlineData("query PreQuery")]
    [InlineData("query PostQuery")]
    [InlineData("Parcel PostQuery")]
    public async Task A_hook_that_fails_in_a_nested_query_is_the_failure_of_that_query(string hook)
    {
        var app = await Watched();
        Watch.Failing = hook;

        await app.As(Tenant, "User").Write(Depot.Outer(async ctx =>
        {
            await ctx.Create(new Label { Text = "x" });
            await Should.ThrowAsync<ConflictException>(() => ctx.Query<List<Parcel>>(new FindParcels("a")));
        }));

        (await Log(app)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_a_hook_throws_unexpectedly_is_an_internal_error_that_tells_nothing()
    {
        var app = await Hooked(r => r.EntityHook<Parcel>(h => h.PostSave(HookPhase.InTransaction, (_, _) => throw new InvalidTimeZoneException("a secret"))));

        var outcome = await app.As(Tenant, "User").Batch(null, ("depot:write:parcel:create", """{"name":"a"}"""));

        outcome.Error!.Code.ShouldBe("internal_error");
        outcome.Error.Message.ShouldNotContain("secret");
        (await Log(app)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Hooks_that_go_in_a_circle_are_ended()
    {
        var app = await Hooked(r => r.EntityHook<Parcel>(h => h
            .PostSave(HookPhase.InTransaction, (saved, ctx) => ctx.Update(saved.Record, p => p.Weight++))));

        var outcome = await app.As(Tenant, "User").Batch(null, ("depot:write:parcel:create", """{"name":"a"}"""));

        outcome.Error!.InnerException.ShouldBeOfType<InvalidOperationException>().Message.ShouldContain("hooks:hook:post-save:parcel");
        (await Log(app)).ShouldBeEmpty();
    }
}
