using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Declarations;

namespace Kumiko.Tests.Hooks;

/// <summary>Every kind of hook runs, on every way, in its order.</summary>
public abstract class HookOrderSpecification(DatabaseSource source) : HookTest(source)
{
    [Fact]
    public async Task Every_kind_of_hook_on_every_kind_of_target_runs()
    {
        var app = await Watched();
        var user = app.As(Tenant, "User");

        var parcel = await user.Create(new Parcel { Name = "a" });
        parcel = await user.Update(parcel, p => p.Weight = 2);
        await user.Write(Depot.Work(async ctx =>
        {
            await ctx.Delete(await ctx.Create(new Parcel { Name = "b" }));
        }));
        await user.List<Parcel>();
        await user.Detail<Parcel>(parcel.Id);
        await user.History<Parcel>(parcel.Id);
        await user.Query<List<Parcel>>(new FindParcels("a"));
        await user.Delete<Parcel>(parcel.Id);
        await app.DrainTasks(Cancellation);

        foreach (var hook in app.Registry.Hooks.Where(h => !h.Target.Contains("label") && !h.Target.Contains("item")))
        {
            var later = hook.Phase?.TaskName is null ? "" : " later";
            var target = hook.Target.StartsWith("depot:write:parcel", StringComparison.Ordinal) || (hook.Target.StartsWith("depot:query:parcel", StringComparison.Ordinal) && hook.Target != "depot:query:parcel:find")
                ? char.ToUpperInvariant(hook.Target.Split(':')[^1][0]) + hook.Target.Split(':')[^1][1..]
                : hook.Target switch { "depot:write:work" => "command", "depot:query:parcel:find" => "query", _ => "Parcel" };
            Ran.ShouldContain($"{target} {hook.Kind}{later}");
        }

        var onHandlers = app.Registry.Hooks.Where(h => h.Target.Contains(':')).Select(h => h.Kind).ToHashSet();
        var onEntities = app.Registry.Hooks.Where(h => !h.Target.Contains(':')).Select(h => h.Kind).ToHashSet();
        onHandlers.ShouldBe(Enum.GetValues<HookKind>(), ignoreOrder: true);
        onEntities.ShouldBe([HookKind.PostSave, HookKind.PreDelete, HookKind.PostDelete, HookKind.PostQuery], ignoreOrder: true);
    }

    [Fact]
    public async Task Standard_commands_and_queries_run_their_own_hooks_before_those_of_the_entity()
    {
        var app = await Watched();
        var user = app.As(Tenant, "User");

        var parcel = await user.Create(new Parcel { Name = "a" });
        Take().ShouldBe(["Create Validation", "Create PreSave", "Create PostSave", "Parcel PostSave"]);
        (await TakeLater(app)).ShouldBe(["Create PostSave later", "Parcel PostSave later"]);

        await user.Update(parcel, p => p.Weight = 2);
        Take().ShouldBe(["Update Validation", "Update PreSave", "Update PostSave", "Parcel PostSave"]);
        (await TakeLater(app)).ShouldBe(["Parcel PostSave later", "Update PostSave later"]);

        await user.List<Parcel>();
        Take().ShouldBe(["List PreQuery", "List PostQuery", "Parcel PostQuery"]);

        await user.Detail<Parcel>(parcel.Id);
        Take().ShouldBe(["Detail PreQuery", "Detail PostQuery", "Parcel PostQuery"]);

        await user.Detail<Parcel>(parcel.Id, asOfVersion: new StreamVersion(1));
        Take().ShouldBe(["Detail PreQuery", "Detail PostQuery", "Parcel PostQuery"]);

        await user.History<Parcel>(parcel.Id);
        Take().ShouldBe(["History PreQuery"]);

        await user.Delete<Parcel>(parcel.Id);
        Take().ShouldBe(["Delete Validation", "Delete PreDelete", "Parcel PreDelete", "Delete PostDelete", "Parcel PostDelete"]);
        (await TakeLater(app)).ShouldBe(["Delete PostDelete later", "Parcel PostDelete later"]);
    }

    [Fact]
    public async Task What_is_restored_was_saved()
    {
        var app = await Watched();
        var user = app.As(Tenant, "User");
        var label = await user.Create(new Label { Text = "x" });
        await user.Delete<Label>(label.Id);
        await TakeLater(app);

        await user.Restore<Label>(label.Id);

        Take().ShouldBe(["Restore Validation", "Restore PostSave False", "Label PostSave"]);
        (await TakeLater(app)).ShouldBe(["Label PostSave later"]);
    }

    [Fact]
    public async Task Own_commands_and_queries_run_their_hooks_and_those_of_entities()
    {
        var app = await Watched();
        var user = app.As(Tenant, "User");

        await user.Write(Depot.Work(async ctx =>
        {
            var parcel = await ctx.Create(new Parcel { Name = "a" });
            await ctx.Update(parcel, p => p.Weight = 3);
            await ctx.CreateMany([new Item { ParcelId = parcel.Id, Name = "one" }, new Item { ParcelId = parcel.Id, Name = "two" }]);
        }));
        Take().ShouldBe(
        [
            "command Validation", "command PreSave", "command PostSave", "Parcel PostSave", "command PreSave", "command PostSave", "Parcel PostSave",
            "Item PostSave", "Item PostSave",
        ]);
        (await TakeLater(app)).ShouldBe(
        [
            "Item PostSave later", "Item PostSave later", "Parcel PostSave later", "Parcel PostSave later", "command PostSave later", "command PostSave later",
        ]);

        await user.Query<List<Parcel>>(new FindParcels("a"));
        Take().ShouldBe(["query PreQuery", "query PostQuery", "Parcel PostQuery"]);
        await user.Query<Parcel>(new FirstParcel());
        Take().ShouldBe(["Parcel PostQuery"]);
        await user.Query<object>(new CountParcels());
        Take().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_nested_command_runs_its_hooks_and_the_calling_one_does_not_run_them_again()
    {
        var user = (await Watched()).As(Tenant, "User");

        await user.Write(Depot.Outer(async ctx =>
        {
            await ctx.Create(new Parcel { Name = "outer" });
            await ctx.Write(Depot.Work(inner => inner.Create(new Parcel { Name = "inner" })));
            await ctx.Query<List<Parcel>>(new FindParcels("inner"));
            await ctx.Create(new Parcel { Name = "outer again" });
        }));

        Take().ShouldBe(
        [
            "Parcel PostSave", "command Validation", "command PreSave", "command PostSave", "Parcel PostSave", "query PreQuery", "query PostQuery",
            "Parcel PostQuery", "Parcel PostSave",
        ]);
    }

    [Fact]
    public async Task A_batch_runs_the_hooks_of_each_command_before_the_next_one()
    {
        var user = (await Watched()).As(Tenant, "User");

        var outcome = await user.Batch(null, ("depot:write:parcel:create", """{"name":"a"}"""), ("depot:write:label:create", """{"text":"b"}"""));

        outcome.Error.ShouldBeNull();
        Take().ShouldBe(["Create Validation", "Create PreSave", "Create PostSave", "Parcel PostSave", "Label PostSave"]);
    }

    [Fact]
    public async Task An_answer_that_is_repeated_has_nothing_follow_again()
    {
        var app = await Watched();
        var user = app.As(Tenant, "User");
        await user.Batch("once", ("depot:write:parcel:create", """{"name":"a"}"""));

        (await user.Batch("once", ("depot:write:parcel:create", """{"name":"a"}"""))).IsReplay.ShouldBeTrue();
        Take();

        (await TakeLater(app)).ShouldBe(["Create PostSave later", "Parcel PostSave later"]);
    }

    [Fact]
    public async Task What_is_created_together_runs_hooks_record_by_record()
    {
        var user = (await Watched()).As(Tenant, "User");

        await user.WriteNamed("depot:write:parcel:create", """{"name":"a","items":[{"name":"one"},{"name":"two"}]}""");

        Take().ShouldBe(["Create Validation", "Create PreSave", "Create PostSave", "Parcel PostSave", "Item PostSave", "Item PostSave"]);
    }

    [Fact]
    public async Task What_goes_with_another_record_is_guarded_and_followed_as_if_it_had_been_deleted_alone()
    {
        var app = await Watched();
        var user = app.As(Tenant, "User");
        var parcel = await user.Create(new Parcel { Name = "a" });
        await user.Create(new Item { ParcelId = parcel.Id, Name = "one" });
        var label = await user.Create(new Label { ParcelId = parcel.Id, Text = "x" });
        await TakeLater(app);

        await user.Write(Depot.Work(async ctx => await ctx.Delete(await ctx.Get<Parcel>(parcel.Id))));

        var ran = Take();
        ran.Take(5).ShouldBe(["command Validation", "command PreDelete", "Parcel PreDelete", "command PostDelete", "Parcel PostDelete"]);
        ran.Skip(5).Order(StringComparer.Ordinal).ShouldBe(["Item PostDelete", "Item PreDelete", "Label PostSave"]);
        (await TakeLater(app)).ShouldBe(["Item PostDelete later", "Label PostSave later", "Parcel PostDelete later", "command PostDelete later"]);
        (await user.Detail<Label>(label.Id)).ShouldNotBeNull().ParcelId.ShouldBeNull();
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
        Take().ShouldBe(["Label PostQuery"]);
    }

    [Fact]
    public async Task Seeds_run_the_hooks_of_entities()
    {
        var app = await Start(
            new TestAppOptions { Configure = o => o.AddSeed("first", seed => seed.For(Tenant).Create(new Parcel { Name = "seed" })) }, Depot, Watch);

        Take().ShouldBe(["Parcel PostSave"]);
        (await TakeLater(app)).ShouldBe(["Parcel PostSave later"]);
    }

    [Fact]
    public async Task What_consumers_write_runs_the_hooks_of_entities_and_a_rebuild_runs_none()
    {
        var consumer = new DeclaredFeature("consumer", r =>
        {
            r.Requires("depot");
            r.MultiStreamProjection("labels", p => p.On<Created<Parcel>>(async (e, ctx) =>
                await ctx.Create(new Label { ParcelId = e.AggregateId, Text = e.Data.Record.Name })));
        });
        var app = await Watched(consumer);
        var user = app.As(Tenant, "User");
        await user.Create(new Parcel { Name = "a" });
        await TakeLater(app);

        await app.DrainConsumers(Cancellation);

        Take().ShouldBe(["Label PostSave"]);
        (await TakeLater(app)).ShouldBe(["Label PostSave later"]);
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
        Take().ShouldBeEmpty();
    }

    [Fact]
    public async Task Steps_of_a_command_run_the_hooks_on_it_and_on_entities()
    {
        var steps = new DeclaredFeature("packing", r =>
        {
            r.Requires("depot");
            r.WriteHandler<Pack>("pack", Access.SignedIn, perform: p =>
            {
                p.Create("parcel", s => new Parcel { Name = s.Command.Name });
                p.Return();
            });
            r.Hook<Pack>(h => h
                .Validation((_, _, _) => Ran.Add("steps Validation"))
                .PreSave<Parcel>((saving, _) => saving.Record.Name += "!"));
        });
        var user = (await Watched(steps)).As(Tenant, "User");

        await user.Write(new Pack("a"));

        Take().ShouldBe(["steps Validation", "Parcel PostSave"]);
        (await user.List<Parcel>()).Rows.ShouldHaveSingleItem().Name.ShouldBe("a!");
    }

    [Fact]
    public async Task A_change_that_changes_nothing_was_no_save()
    {
        var app = await Watched();
        var user = app.As(Tenant, "User");
        var parcel = await user.Create(new Parcel { Name = "a" });
        await TakeLater(app);

        await user.Update(parcel, p => p.Name = "a");

        Take().ShouldBe(["Update Validation", "Update PreSave"]);
        (await TakeLater(app)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Hooks_run_in_the_order_of_features_and_declarations()
    {
        var user = (await Start(new WatchFeature("later", Ran), Depot, Watch)).As(Tenant, "User");

        await user.Create(new Item { ParcelId = (await user.Create(new Parcel { Name = "a" })).Id, Name = "one" });

        Take().ShouldBe(
        [
            "later: Create Validation", "Create Validation", "later: Create PreSave", "Create PreSave", "later: Create PostSave", "Create PostSave",
            "later: Parcel PostSave", "Parcel PostSave", "later: Item PostSave", "Item PostSave",
        ]);
    }

    [Fact]
    public async Task Nothing_is_declared_nothing_is_there()
    {
        var app = await Start(Depot);

        app.Registry.Hooks.ShouldBeEmpty();
        app.Registry.Handlers.ShouldAllBe(h => h.Hooks == null);
        app.Registry.Entities.ShouldAllBe(e => e.Hooks == null);
    }
}
