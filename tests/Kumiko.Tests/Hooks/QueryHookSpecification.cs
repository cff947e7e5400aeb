using System.Text.Json;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Hooks;

/// <summary>What hooks on queries see and may do.</summary>
public abstract class QueryHookSpecification(DatabaseSource source) : HookTest(source)
{
    [Fact]
    public async Task A_condition_of_a_hook_holds_in_lists_totals_details_and_histories()
    {
        var user = (await Hooked(r => r.Hook<Parcel>([CrudVerb.List, CrudVerb.Detail, CrudVerb.History], h => h
            .PreQuery((query, _) => query.Where(p => p.Weight < 10))
            .PreQuery((query, _) => query.Where(p => p.Name != "c"))))).As(Tenant, "User");
        var light = await user.Create(new Parcel { Name = "a", Weight = 1 });
        var heavy = await user.Create(new Parcel { Name = "b", Weight = 10 });
        await user.Create(new Parcel { Name = "c", Weight = 1 });

        var page = await user.List<Parcel>(new { totalCount = true, filter = new { field = "weight", op = "eq", value = 1 } });

        (page.Total, page.Rows.Single().Name).ShouldBe((1, "a"));
        (await user.Detail<Parcel>(light.Id)).ShouldNotBeNull();
        (await user.Detail<Parcel>(heavy.Id)).ShouldBeNull();
        (await user.History<Parcel>(light.Id)).Count.ShouldBe(1);
        await Should.ThrowAsync<NotFoundException>(() => user.History<Parcel>(heavy.Id));
    }

    [Fact]
    public async Task Pages_follow_each_other_under_a_hooks_condition()
    {
        var user = (await Hooked(r => r.Hook<Parcel>(CrudVerb.List, h => h.PreQuery((query, _) => query.Where(p => p.Weight == 1))))).As(Tenant, "User");
        for (var n = 0; n < 10; n++)
        {
            await user.Create(new Parcel { Name = $"p{n}", Weight = n % 2 });
        }

        var names = new List<string>();
        string? cursor = null;
        do
        {
            var page = await user.List<Parcel>(new { limit = 2, cursor, sort = "name" });
            names.AddRange(page.Rows.Select(p => p.Name));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        names.ShouldBe(["p1", "p3", "p5", "p7", "p9"]);
    }

    [Fact]
    public async Task A_hook_may_ask_for_what_was_deleted()
    {
        var user = (await Hooked(r => r.Hook<Label>([CrudVerb.List, CrudVerb.Detail], h => h
            .PreQuery((query, ctx) => query with { IncludeDeleted = query.IncludeDeleted || ctx.User.Roles.Contains("Chief") })))).As(Tenant, "Chief");
        var label = await user.Create(new Label { Text = "x" });
        await user.Delete<Label>(label.Id);

        (await user.List<Label>()).Rows.ShouldHaveSingleItem().IsDeleted.ShouldBeTrue();
        (await user.Detail<Label>(label.Id)).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_own_query_runs_with_what_the_hook_returns_once_that_is_checked()
    {
        var user = (await Hooked(r => r.Hook<FindParcels>(h => h
            .PreQuery((query, _) => query with { Weight = query.Start == "wrong" ? -1 : 5 })))).As(Tenant, "User");
        await user.Create(new Parcel { Name = "a", Weight = 4 });
        await user.Create(new Parcel { Name = "aa", Weight = 5 });

        (await user.Query<List<Parcel>>(new FindParcels("a"))).ShouldHaveSingleItem().Name.ShouldBe("aa");
        (await Should.ThrowAsync<ValidationFailedException>(() => user.Query<List<Parcel>>(new FindParcels("wrong")))).Issues.ShouldHaveSingleItem().Path.ShouldBe("weight");
    }

    [Fact]
    public async Task What_a_hook_sets_in_an_answer_is_shown_and_not_written()
    {
        var app = await Hooked(r => r.EntityHook<Parcel>(h => h
            .PostQuery((parcels, _) =>
            {
                foreach (var parcel in parcels)
                {
                    parcel.Name = parcel.Name.ToUpperInvariant();
                }
            })
            .PostQuery((parcels, _) => parcels.Remove(p => p.Name == "PB"))));
        var user = app.As(Tenant, "User");
        var (a, b) = (await user.Create(new Parcel { Name = "pa" }), await user.Create(new Parcel { Name = "pb" }));

        (await user.List<Parcel>()).Rows.Select(p => p.Name).ShouldBe(["PA"]);
        (await user.Detail<Parcel>(a.Id)).ShouldNotBeNull().Name.ShouldBe("PA");
        (await user.Detail<Parcel>(b.Id)).ShouldBeNull();
        (await user.Query<List<Parcel>>(new FindParcels("p"))).Select(p => p.Name).ShouldBe(["PA"]);
        (await user.Query<Parcel>(new FirstParcel())).Name.ShouldBe("PA");
        (await Log(app)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Hooks_see_what_the_caller_may_not_and_the_answer_hides_it_all_the_same()
    {
        var seen = new List<string?>();
        var app = await Hooked(r => r.EntityHook<Parcel>(h => h.PostQuery((parcels, _) =>
        {
            foreach (var parcel in parcels)
            {
                seen.Add(parcel.Secret);
                parcel.Secret += "!";
            }
        })));
        var (user, chief) = (app.As(Tenant, "User"), app.As(Tenant, "Chief"));
        var id = (await user.Create(new Parcel { Name = "a", Secret = "x" })).Id;

        var answers = new List<JsonElement>
        {
            (await user.QueryNamed("depot:query:parcel:list", "{}")).GetProperty("rows")[0],
            await user.QueryNamed("depot:query:parcel:detail", $$"""{"id":"{{id}}"}"""),
            (await user.QueryNamed("depot:query:parcel:find", """{"start":"a"}"""))[0],
        };

        answers.Count(row => row.TryGetProperty("secret", out _)).ShouldBe(0);
        seen.ShouldBe(["x", "x", "x"]);
        (await chief.Detail<Parcel>(id)).ShouldNotBeNull().Secret.ShouldBe("x!");
    }

    [Fact]
    public async Task Labels_of_references_stay_with_the_records_that_hooks_leave()
    {
        var app = await Hooked(r => r.EntityHook<Label>(h => h.PostQuery((labels, _) => labels.Remove(l => l.Text == "gone"))));
        var user = app.As(Tenant, "User");
        var parcel = await user.Create(new Parcel { Name = "a" });
        await user.Create(new Label { ParcelId = parcel.Id, Text = "gone" });
        await user.Create(new Label { ParcelId = parcel.Id, Text = "there" });

        var rows = (await user.QueryNamed("depot:query:label:list", "{}")).GetProperty("rows");

        rows.GetArrayLength().ShouldBe(1);
        rows[0].GetProperty("_refs").GetProperty("parcelId").GetProperty(parcel.Id.ToString()).GetProperty("name").GetString().ShouldBe("a");
    }

    [Fact]
    public async Task The_answer_of_an_own_query_may_become_another_one()
    {
        var app = await Hooked(r => r.Hook<FirstParcel>(h => h.PostQuery<Parcel>((parcel, _) => parcel.Name == "a" ? null : parcel)));
        var user = app.As(Tenant, "User");
        await user.Create(new Parcel { Name = "a" });

        (await user.QueryNamed("depot:query:parcel:first", "{}")).ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_hook_that_expects_another_answer_says_so()
    {
        var app = await Hooked(r => r.Hook<FirstParcel>(h => h.PostQuery<List<Parcel>>((parcels, _) => parcels)));
        var user = app.As(Tenant, "User");
        await user.Create(new Parcel { Name = "a" });

        var failure = await Should.ThrowAsync<InternalErrorException>(() => user.QueryNamed("depot:query:parcel:first", "{}"));

        failure.InnerException.ShouldBeOfType<InvalidOperationException>().Message.ShouldContain("'FirstParcel'");
    }
}
