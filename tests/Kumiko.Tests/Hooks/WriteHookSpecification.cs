using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Hooks;

/// <summary>What hooks on writes see and may do.</summary>
public abstract class WriteHookSpecification(DatabaseSource source) : HookTest(source)
{
    [Fact]
    public async Task All_that_validation_hooks_find_is_reported_at_once()
    {
        var user = (await Hooked(r =>
        {
            r.Hook<Parcel>([CrudVerb.Create, CrudVerb.Update], h => h.Validation((input, issues, _) =>
            {
                if (input.Has(p => p.Weight) && input.Get(p => p.Weight) > 10)
                {
                    issues.Add(p => p.Weight, IssueCodes.TooBig, ("maximum", 10));
                }
            }));
            r.Hook<Parcel>(CrudVerb.Create, h => h.Validation((input, issues, _) => issues.Add(FieldIssue.Root, $"no_{input.Get(p => p.State)}")));
        })).As(Tenant, "User");

        var refusal = await Should.ThrowAsync<ValidationFailedException>(() => user.Create(new Parcel { Name = "a", Weight = 11 }));

        refusal.Issues.Select(i => $"{i.Path} {i.Code}").ShouldBe(["weight too_big", "(root) no_Packed"]);
    }

    [Fact]
    public async Task Validation_hooks_are_asked_once_the_fields_are_in_order_and_know_what_was_sent()
    {
        var seen = new List<string>();
        var app = await Hooked(r => r.Hook<Parcel>([CrudVerb.Create, CrudVerb.Update, CrudVerb.Delete], h => h.Validation((input, _, _) =>
            seen.Add($"{input.Verb} {input.Id is not null} {input.Has(p => p.Name)} {input.Get(p => p.Name)}"))));
        var user = app.As(Tenant, "User");

        await Should.ThrowAsync<ValidationFailedException>(() => user.Create(new Parcel { Name = new string('x', 21) }));
        var parcel = await user.Create(new Parcel { Name = "a" });
        await user.Update(parcel, p => p.Weight = 1);
        await user.Delete<Parcel>(parcel.Id);

        seen.ShouldBe(["Create False True a", "Update True False ", "Delete True False "]);
    }

    [Fact]
    public async Task What_a_hook_sets_before_a_save_is_what_is_written()
    {
        var app = await Hooked(r =>
        {
            r.Hook<Parcel>([CrudVerb.Create, CrudVerb.Update], h => h
                .PreSave((saving, _) => saving.Record.Name = saving.Record.Name.Trim())
                .PreSave((saving, _) => saving.Record.Weight = saving.Changes(p => p.Name) ? saving.Record.Name.Length : saving.Record.Weight));
            r.Hook<Work>(h => h.PreSave<Parcel>((saving, _) => saving.Record.Name += saving.IsNew ? "!" : $" was {saving.Previous!.Name}"));
        });
        var user = app.As(Tenant, "User");

        var parcel = await user.Create(new Parcel { Name = " ab " });
        (parcel.Name, parcel.Weight).ShouldBe(("ab", 2));

        parcel = await user.Update(parcel, p => p.Name = "abc  ");
        (parcel.Name, parcel.Weight).ShouldBe(("abc", 3));

        await user.Write(Depot.Work(async ctx =>
        {
            var created = await ctx.Create(new Parcel { Name = "c" });
            created.Name.ShouldBe("c!");
            await ctx.Update(created, p => p.Name = "d");
            created.Name.ShouldBe("d was c!");
        }));

        (await user.List<Parcel>()).Rows.Select(p => p.Name).ShouldBe(["abc", "d was c!"]);
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
        (await user.History<Parcel>(parcel.Id))[0].GetProperty("changes").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task What_a_hook_sets_is_checked_as_if_the_command_had_set_it()
    {
        var app = await Hooked(r => r.Hook<Parcel>([CrudVerb.Create, CrudVerb.Update], h => h.PreSave((saving, _) =>
        {
            switch (saving.Record.Name)
            {
                case "long":
                    saving.Record.Name = new string('x', 21);
                    break;
                case "lost":
                    saving.Record.State = ParcelState.Lost;
                    break;
                case "sealed":
                    saving.Record.Seal = "by a hook";
                    break;
            }
        })));
        var user = app.As(Tenant, "User");
        var parcel = await user.Create(new Parcel { Name = "a" });

        (await Should.ThrowAsync<ValidationFailedException>(() => user.Update(parcel, p => p.Name = "long"))).Issues.ShouldHaveSingleItem().Path.ShouldBe("name");
        (await Should.ThrowAsync<UnprocessableException>(() => user.Update(parcel, p => p.Name = "lost"))).Reason.ShouldBe("invalid_transition");
        await Should.ThrowAsync<AccessDeniedException>(() => user.Create(new Parcel { Name = "sealed" }));
        (await app.As(Tenant, "Chief").Create(new Parcel { Name = "sealed" })).Seal.ShouldBe("by a hook");
    }

    [Fact]
    public async Task What_a_hook_spoils_among_many_is_named_by_its_place()
    {
        var app = await Hooked(r => r.Hook<Work>(h => h.PreSave<Parcel>((saving, _) => saving.Record.Name = new string('x', saving.Record.Weight))));

        var refusal = await Should.ThrowAsync<ValidationFailedException>(() => app.As(Tenant, "User").Write(Depot.Work(ctx => ctx.CreateMany(
            [new Parcel { Name = "a", Weight = 20 }, new Parcel { Name = "b", Weight = 21 }]))));

        refusal.Issues.ShouldHaveSingleItem().Path.ShouldBe("1.name");
    }

    [Fact]
    public async Task A_hook_cannot_give_a_record_another_identity()
    {
        var app = await Hooked(r => r.Hook<Parcel>(CrudVerb.Create, h => h.PreSave((saving, _) =>
        {
            typeof(Entity).GetProperty(nameof(Entity.Id))!.SetValue(saving.Record, Guid.Empty);
            saving.Record.Weight = 7;
        })));
        var id = Guid.CreateVersion7();

        var answer = await app.As(Tenant, "User").WriteNamed("depot:write:parcel:create", $$"""{"id":"{{id}}","name":"a"}""");

        (answer.GetProperty("id").GetGuid(), answer.GetProperty("data").GetProperty("weight").GetInt32()).ShouldBe((id, 7));
    }

    [Fact]
    public async Task What_follows_in_the_transaction_sees_the_write_and_writes_with_it()
    {
        var app = await Hooked(r => r.EntityHook<Parcel>(h => h.PostSave(HookPhase.InTransaction, async (saved, ctx) =>
        {
            var all = await ctx.Query<Parcel>().Count();
            await ctx.Create(new Label { ParcelId = saved.Record.Id, Text = $"{all} {saved.IsNew} {saved.Changed(p => p.Weight)} {saved.Previous?.Weight} {saved.Record.Version}" });
        })));
        var user = app.As(Tenant, "User");

        await user.Update(await user.Create(new Parcel { Name = "a" }), p => p.Weight = 4);

        (await user.List<Label>()).Rows.Select(l => l.Text).ShouldBe(["1 True False  1", "1 False True 0 2"]);
        var log = await Log(app);
        log.Select(e => e.Type).ShouldBe(["parcel.created", "label.created", "parcel.updated", "label.created"]);
    }

    [Fact]
    public async Task The_caller_gets_the_record_as_the_hooks_leave_it()
    {
        var app = await Hooked(r => r.EntityHook<Parcel>(h => h
            .PostSave(HookPhase.InTransaction, (saved, ctx) => saved.Record.Weight == 9 ? Task.CompletedTask : ctx.Update<Parcel>(saved.Record.Id, p => p.Weight = 9))));
        var user = app.As(Tenant, "User");

        var parcel = await user.Create(new Parcel { Name = "a" });
        await user.Write(Depot.Work(async ctx =>
        {
            var own = await ctx.Create(new Parcel { Name = "b" });
            (own.Weight, own.Version).ShouldBe((9, new StreamVersion(2)));
            await ctx.Update(own, p => p.Name = "c");
        }));

        (parcel.Weight, parcel.Version).ShouldBe((9, new StreamVersion(2)));
    }

    [Fact]
    public async Task A_guard_sees_the_row_before_it_is_gone_and_may_take_away_what_keeps_it()
    {
        var app = await Hooked(r => r.EntityHook<Parcel>(h => h.PreDelete(async (parcel, ctx) =>
        {
            (await ctx.Get<Parcel>(parcel.Id)).Name.ShouldBe(parcel.Name);
            if (parcel.Name == "kept")
            {
                throw new UnprocessableException("kept", "It is kept.");
            }

            // Its last change, then it goes.
            await ctx.Update<Parcel>(parcel.Id, p => p.Weight = 0);
            foreach (var label in await ctx.Query<Label>().Where(l => l.ParcelId == parcel.Id).ToList())
            {
                await ctx.Delete(label);
            }
        })));
        var user = app.As(Tenant, "User");
        var (kept, gone) = (await user.Create(new Parcel { Name = "kept", Weight = 3 }), await user.Create(new Parcel { Name = "gone", Weight = 3 }));
        await user.Create(new Label { ParcelId = gone.Id, Text = "x" });

        (await Should.ThrowAsync<UnprocessableException>(() => user.Delete<Parcel>(kept.Id))).Reason.ShouldBe("kept");
        await user.Delete<Parcel>(gone.Id);

        (await user.List<Parcel>()).Rows.Select(p => p.Name).ShouldBe(["kept"]);
        (await Log(app)).Select(e => e.Type).ShouldBe(["parcel.created", "parcel.created", "label.created", "parcel.updated", "label.deleted", "parcel.deleted"]);
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hook_acts_for_the_caller_whose_rules_hold_unless_it_says_why_not()
    {
        var app = await Hooked(r => r.EntityHook<Label>(h => h.PostSave(HookPhase.InTransaction, (saved, ctx) =>
            saved.Record.ParcelId is not { } parcel ? Task.CompletedTask
            : saved.Record.Text == "asked" ? ctx.Unrestricted("labels seal parcels").Update<Parcel>(parcel, p => p.Seal = "x")
            : ctx.Update<Parcel>(parcel, p => p.Seal = "x"))));
        var user = app.As(Tenant, "User");
        var parcel = await user.Create(new Parcel { Name = "a" });

        await Should.ThrowAsync<AccessDeniedException>(() => user.Create(new Label { ParcelId = parcel.Id, Text = "just so" }));
        await user.Create(new Label { ParcelId = parcel.Id, Text = "asked" });

        (await user.Detail<Parcel>(parcel.Id)).ShouldNotBeNull().Seal.ShouldBe("x");
    }

    [Fact]
    public async Task Hooks_of_a_feature_that_is_off_do_not_run()
    {
        var switches = new Toggles.SwitchesOfTest();
        var clock = new ManualClock(DateTimeOffset.UtcNow);
        var app = await Start(new TestAppOptions { Clock = clock, Configure = o => o.FeatureSwitches = switches }, Depot, Watch);
        switches.Turn(Tenant, "watch", Toggle.Off);

        var parcel = await app.As(Tenant, "User").Create(new Parcel { Name = "a" });
        await app.As(Tenant, "User").Query<List<Parcel>>(new FindParcels("a"));
        await app.As(Tenant, "User").List<Parcel>();
        await app.As(Tenant, "User").Delete<Parcel>(parcel.Id);
        (await TakeLater(app)).ShouldBeEmpty();

        await app.As(OtherTenant, "User").Create(new Parcel { Name = "a" });
        Take().Count.ShouldBe(4);
    }
}
