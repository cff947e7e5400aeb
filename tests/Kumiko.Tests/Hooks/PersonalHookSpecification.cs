using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Hooks;

/// <summary>What is stored sealed is open to hooks, on every way to them.</summary>
public abstract class PersonalHookSpecification(DatabaseSource source) : HookTest(source)
{
    [Fact]
    public async Task Hooks_see_sealed_values_as_they_are()
    {
        var app = await Hooked(r =>
        {
            r.Hook<Parcel>([CrudVerb.Create, CrudVerb.Update], h => h
                .Validation((input, _, _) => Ran.Add($"validation {input.Get(p => p.Receiver)}"))
                .PreSave((saving, _) => Ran.Add($"pre {saving.Previous?.Receiver} {saving.Record.Receiver}")));
            r.EntityHook<Parcel>(h => h
                .PostSave(HookPhase.InTransaction, (saved, _) => Noted($"post {saved.Record.Receiver} {saved.Changed(p => p.Receiver)}"))
                .PostSave(HookPhase.AfterCommit("parcel"), (saved, _) => Noted($"later {saved.Previous?.Receiver} {saved.Record.Receiver}"))
                .PreDelete((parcel, _) => Noted($"guard {parcel.Receiver}"))
                .PostQuery((parcels, _) => Ran.Add($"query {parcels[0].Receiver}")));
            r.EntityHook<Item>(h => h
                .PreDelete((item, _) => Noted($"item {item.Maker}"))
                .PostDelete(HookPhase.AfterCommit("item"), (deleted, _) => Noted($"item later {deleted.Record.Maker}")));
            r.EntityHook<Label>(h => h.PostSave(HookPhase.InTransaction, (saved, _) => Noted($"label {saved.Previous?.Sender} {saved.Record.Sender}")));
        });
        var user = app.As(Tenant, "User");

        var parcel = await user.Create(new Parcel { Name = "a", Receiver = "Ada" });
        await user.Update(parcel, p => p.Weight = 1);
        Take().ShouldBe(["validation Ada", "pre  Ada", "post Ada True", "validation ", "pre Ada Ada", "post Ada False"]);
        (await TakeLater(app)).ShouldBe(["later  Ada", "later Ada Ada"]);

        (await user.List<Parcel>()).Rows.ShouldHaveSingleItem().Receiver.ShouldBe("Ada");
        (await user.Detail<Parcel>(parcel.Id, asOfVersion: new StreamVersion(1))).ShouldNotBeNull().Receiver.ShouldBe("Ada");
        (await user.Query<List<Parcel>>(new FindParcels("a"))).ShouldHaveSingleItem().Receiver.ShouldBe("Ada");
        Take().ShouldBe(["query Ada", "query Ada", "query Ada"]);

        await user.Create(new Item { ParcelId = parcel.Id, Name = "one", Maker = "Ben" });
        await user.Create(new Label { ParcelId = parcel.Id, Text = "x", Sender = "Cleo" });
        Take();
        await user.Delete<Parcel>(parcel.Id);

        Take().Order(StringComparer.Ordinal).ShouldBe(["guard Ada", "item Ben", "label Cleo Cleo"]);
        (await TakeLater(app)).ShouldBe(["item later Ben"]);
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_hooks_leave_alone_is_sealed_as_it_was_and_what_they_set_is_sealed_anew()
    {
        var app = await Hooked(r => r.Hook<Parcel>(CrudVerb.Update, h => h.PreSave((saving, _) =>
        {
            if (saving.Record.Weight == 2)
            {
                saving.Record.Receiver = "Eve";
            }
        })));
        var user = app.As(Tenant, "User");
        var parcel = await user.Create(new Parcel { Name = "a", Receiver = "Ada" });

        parcel = await user.Update(parcel, p => p.Weight = 1);
        parcel = await user.Update(parcel, p => p.Weight = 2);

        parcel.Receiver.ShouldBe("Eve");
        var changes = (await user.History<Parcel>(parcel.Id)).Select(e => e.GetProperty("changes").GetArrayLength());
        changes.Take(2).ShouldBe([2, 1]);
        foreach (var stored in await Log(app))
        {
            System.Text.Encoding.UTF8.GetString(stored.Payload.Span).ShouldNotContain("Eve");
        }
    }

    private Task Noted(string what)
    {
        Ran.Add(what);
        return Task.CompletedTask;
    }
}
