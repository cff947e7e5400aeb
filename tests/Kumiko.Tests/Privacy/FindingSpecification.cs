using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Privacy;

public sealed class Guest : Entity
{
    [PersonalData(Find = Find.Exact), Filterable, Text(Format = TextFormat.Email)]
    public string? Email { get; set; }

    [PersonalData(Find = Find.Exact), Filterable]
    public string? SecondEmail { get; set; }

    [PersonalData(Subject = nameof(HostId), Find = Find.Exact), Filterable]
    public string? HostName { get; set; }

    public Guid? HostId { get; set; }

    [TenantData(Find = Find.Exact), Filterable]
    public string? Badge { get; set; }

    public string? Owner { get; set; }
}

public sealed record FindGuests(string How, string Value);

public sealed record ForgetGuest(string Subject);

public sealed class HotelFeature : Feature
{
    public override string Name => "hotel";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Guest>(e => e
            .SoftDelete()
            .Unique(g => g.Email)
            .ReadableBy("Clerk")
            .ReadableBy("Guest", (g, user) => g.Email == user.Id.Value));
        r.Crud<Guest>(Access.Roles("Clerk", "Guest"), Access.Roles("Clerk", "Guest"));
        r.QueryHandler<FindGuests>("find", Access.Roles("Clerk"), async (query, ctx) =>
        {
            string[] values = [query.Value, "nobody"];
            var guests = query.How switch
            {
                "==" => ctx.Query<Guest>().Where(g => g.Email == query.Value),
                "!=" => ctx.Query<Guest>().Where(g => g.Email != query.Value),
                "in" => ctx.Query<Guest>().Where(g => values.Contains(g.Email)),
                "equals" => ctx.Query<Guest>().Where(g => g.Email!.Equals(query.Value)),
                "null" => ctx.Query<Guest>().Where(g => g.Email == null),
                "starts" => ctx.Query<Guest>().Where(g => g.Email!.StartsWith(query.Value)),
                "less" => ctx.Query<Guest>().Where(g => string.Compare(g.Email, query.Value) < 0),
                _ => ctx.Query<Guest>().OrderBy(g => g.Email),
            };
            return (await guests.ToList()).Select(g => g.Email).ToList();
        });
        r.WriteHandler<ForgetGuest>("forget", Access.Roles("Clerk"), (command, ctx) => ctx.Forget(new DataSubject(command.Subject), "They asked for it."));
    }
}

/// <summary>Sealed values can be found by what they are exactly, for as long as their subject is known.</summary>
public abstract class FindingSpecification(DatabaseSource source) : AppSpecification(source)
{
    [Fact]
    public async Task A_list_finds_exactly_what_it_is_asked_for()
    {
        var clerk = (await Start(new HotelFeature())).As("Clerk");
        foreach (var email in new[] { "ada@example.org", "mary@example.org", null })
        {
            await clerk.Create(new Guest { Email = email });
        }

        async Task<IEnumerable<string?>> Found(string op, object value) =>
            (await clerk.List<Guest>(new { filter = new { field = "email", op, value } })).Rows.Select(g => g.Email);
        (await Found("eq", "ada@example.org")).ShouldBe(["ada@example.org"]);
        (await Found("eq", "Ada@example.org")).ShouldBeEmpty();
        (await Found("eq", "ada")).ShouldBeEmpty();
        (await Found("ne", "ada@example.org")).ShouldContain("mary@example.org");
        (await Found("in", new[] { "ada@example.org", "mary@example.org", "x@example.org" })).Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("==", new[] { "ada@example.org" })]
    [InlineData("in", new[] { "ada@example.org" })]
    [InlineData("equals", new[] { "ada@example.org" })]
    [InlineData("null", new string?[] { null })]
    public async Task Code_finds_it_too(string how, string?[] expected)
    {
        var clerk = (await Start(new HotelFeature())).As("Clerk");
        await clerk.Create(new Guest { Email = "ada@example.org" });
        await clerk.Create(new Guest { Email = null });

        (await clerk.Query<List<string?>>(new FindGuests(how, "ada@example.org"))).ShouldBe(expected);
        (await clerk.Query<List<string?>>(new FindGuests("!=", "ada@example.org"))).ShouldNotContain("ada@example.org");
    }

    [Theory]
    [InlineData("starts")]
    [InlineData("order")]
    public async Task What_cannot_be_found_is_refused(string how)
    {
        var clerk = (await Start(new HotelFeature())).As("Clerk");

        (await clerk.Query<List<string?>>(new FindGuests(how, "a")).ShouldFail<InternalErrorException>()).InnerException.ShouldBeOfType<NotSupportedException>();
    }

    [Fact]
    public async Task A_sealed_value_is_unique_until_it_is_forgotten()
    {
        var app = await Start(new HotelFeature());
        var clerk = app.As("Clerk");
        var ada = await clerk.Create(new Guest { Email = "ada@example.org" });
        await clerk.Create(new Guest { Email = "ada@example.org" }).ShouldBeTaken("email");
        await app.As(OtherTenant, "Clerk").Create(new Guest { Email = "ada@example.org" });

        await clerk.Write(new ForgetGuest(ada.Id.ToString()));

        await clerk.Create(new Guest { Email = "ada@example.org" });
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_finds_who_was_forgotten_live_or_derived_anew()
    {
        var database = await CreateDatabase();
        var app = await Start(new TestAppOptions { Database = database }, new HotelFeature());
        var clerk = app.As("Clerk");
        var host = Guid.CreateVersion7();
        var (ada, mary) = (await clerk.Create(new Guest { Email = "ada@example.org", SecondEmail = "ada@example.org", HostId = host, HostName = "Byron", Badge = "blue" }), await clerk.Create(new Guest { Email = "mary@example.org" }));
        var values = await RawDatabase.Find(database, "ada@example.org", "Byron", "blue");
        values.ShouldBeEmpty();
        await clerk.Write(new ForgetGuest(ada.Id.ToString()));
        await clerk.Write(new ForgetGuest(ada.Id.ToString()));
        await FindsNothing("email", "ada@example.org");
        await FindsNothing("secondEmail", "ada@example.org");
        await clerk.Write(new ForgetGuest(host.ToString()));
        await FindsNothing("hostName", "Byron");
        (await clerk.List<Guest>(new { filter = new { field = "badge", op = "eq", value = "blue" } })).Rows.Count.ShouldBe(1);
        await clerk.Write(new ForgetGuest("tenant"));
        await FindsNothing("badge", "blue");

        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
        await app.Rebuilds.Rebuild("hotel:projection:guest-entity", cancellation: Cancellation);
        await FindsNothing("email", "ada@example.org");
        (await clerk.List<Guest>(new { filter = new { field = "email", op = "eq", value = "mary@example.org" } })).Rows.Single().Id.ShouldBe(mary.Id);

        async Task FindsNothing(string field, string value) =>
            (await clerk.List<Guest>(new { filter = new { field, op = "eq", value } })).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task Changes_deletes_and_restores_keep_the_hash_as_a_rebuild_would_make_it()
    {
        var app = await Start(new HotelFeature());
        var clerk = app.As("Clerk");
        var guest = await clerk.Create(new Guest { Email = "ada@example.org" });
        guest = await clerk.Update(guest, g => (g.Email, g.SecondEmail) = ("king@example.org", "ada@example.org"));
        await clerk.Delete<Guest>(guest.Id);
        await clerk.Restore<Guest>(guest.Id);
        await clerk.Create(new Guest { Email = "ada@example.org" });

        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
        (await clerk.List<Guest>(new { filter = new { field = "secondEmail", op = "eq", value = "ada@example.org" } })).Rows.Single().Email.ShouldBe("king@example.org");
        await using var session = app.Store.NewSession();
        var table = app.Registry.EntityOf<Guest>().Table;
        var hashes = (await session.ReadPage(table, null, 10, Cancellation)).SelectMany(row => table.Columns.Zip(row).Where(c => c.First.Name.EndsWith("_index", StringComparison.Ordinal)).Select(c => c.Second)).OfType<string>().ToList();
        hashes.Count.ShouldBe(3);
        hashes.ShouldBeUnique("the same value in another field has another hash");
    }

    [Fact]
    public async Task A_rule_of_access_can_compare_a_sealed_field()
    {
        var app = await Start(new HotelFeature());
        var ada = await app.As("Clerk").Create(new Guest { Email = "ada@example.org" });
        await app.As("Clerk").Create(new Guest { Email = "mary@example.org" });
        var guest = app.As("Guest").WithId("ada@example.org");

        (await guest.List<Guest>()).Rows.Select(g => g.Id).ShouldBe([ada.Id]);
        (await guest.Detail<Guest>(ada.Id))!.Email.ShouldBe("ada@example.org");
        (await guest.History<Guest>(ada.Id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nodes_find_what_others_have_stored_and_keys_that_live_elsewhere_do_as_well()
    {
        var app = await Start(new HotelFeature());
        await app.As("Clerk").Create(new Guest { Email = "ada@example.org" });
        var other = Keep(await app.StartBeside(new HotelFeature()));

        (await other.As("Clerk").List<Guest>(new { filter = new { field = "email", op = "eq", value = "ada@example.org" } })).Rows.Count.ShouldBe(1);
    }
}
