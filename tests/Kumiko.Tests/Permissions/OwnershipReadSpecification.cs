using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Permissions;

/// <summary>Who may not read a record cannot tell it from one that does not exist, however they look for it.</summary>
public abstract class OwnershipReadSpecification(DatabaseSource source) : CrmTests(source)
{
    [Fact]
    public async Task A_list_shows_what_any_of_the_roles_allows()
    {
        await Create("a", "north");
        await Create("b", "south");
        await Create("c", null);

        (await Titles(await Anna())).ShouldBe("a");
        (await Titles(await Seller("north", "south"))).ShouldBe("a b");
        (await Titles(await Manager())).ShouldBe("a b c");
        (await Titles((await Shared<CrmFeature>()).As(Tenant, "Seller", "Manager"))).ShouldBe("a b c");
        (await Titles((await Shared<CrmFeature>()).As(Tenant, "Seller"))).ShouldBe("");
        (await Titles(await Nobody())).ShouldBe("");
    }

    [Fact]
    public async Task Totals_filters_orders_and_pages_know_nothing_of_other_records()
    {
        foreach (var (title, region) in new[] { ("a", "north"), ("b", "south"), ("c", "north"), ("d", "south"), ("e", "north") })
        {
            await Create(title, region);
        }

        var anna = await Anna();
        (await anna.List<Deal>(new { totalCount = true, limit = 1 })).Total.ShouldBe(3);
        (await Titles(anna, """{"filter":{"field":"region","op":"eq","value":"south"}}""")).ShouldBe("");
        (await Titles(anna, """{"filter":{"field":"region","op":"ne","value":"x"},"sort":"title","sortDirection":"desc"}""")).ShouldBe("e c a");

        var first = await anna.List<Deal>(new { sort = "title", limit = 2 });
        first.Rows.Select(d => d.Title).ShouldBe(["a", "c"]);
        (await anna.List<Deal>(new { sort = "title", limit = 2, cursor = first.NextCursor })).Rows.Select(d => d.Title).ShouldBe(["e"]);

        var managers = await (await Manager()).List<Deal>(new { sort = "title", limit = 2 });
        (await anna.List<Deal>(new { sort = "title", cursor = managers.NextCursor })).Rows.Select(d => d.Title).ShouldBe(["c", "e"]);
    }

    [Fact]
    public async Task A_record_by_its_id_is_there_or_not()
    {
        var (ours, theirs) = (await Create("a", "north"), await Create("b", "south"));
        var anna = await Anna();

        (await anna.Detail<Deal>(ours.Id)).ShouldNotBeNull();
        (await anna.Detail<Deal>(theirs.Id)).ShouldBeNull();
        (await anna.Detail<Deal>(theirs.Id, asOfVersion: new StreamVersion(1))).ShouldBeNull();
        (await anna.Detail<Deal>(theirs.Id, asOf: DateTimeOffset.UtcNow.AddHours(1))).ShouldBeNull();
        await anna.History<Deal>(theirs.Id).ShouldBeNotFound();
        (await anna.History<Deal>(ours.Id)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_may_read_a_record_now_may_read_its_past_and_nobody_else()
    {
        var deal = await Create("a", "north");
        await Update(await Manager(), deal, """{"region":"south"}""");
        var (north, south) = (await Anna(), await Seller("south"));

        (await north.Detail<Deal>(deal.Id, asOfVersion: new StreamVersion(1))).ShouldBeNull();
        await north.History<Deal>(deal.Id).ShouldBeNotFound();
        (await south.Detail<Deal>(deal.Id, asOfVersion: new StreamVersion(1))).ShouldNotBeNull().Region.ShouldBe("north");
        (await south.History<Deal>(deal.Id)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_was_deleted_counts_as_it_was_last()
    {
        var deal = await Create("a", "south");
        await (await Manager()).Delete<Deal>(deal.Id);

        (await Detail(await Anna(), deal.Id, ",\"includeDeleted\":true")).ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await Titles(await Anna(), """{"includeDeleted":true}""")).ShouldBe("");
        await (await Anna()).History<Deal>(deal.Id).ShouldBeNotFound();
        (await (await Seller("south")).History<Deal>(deal.Id)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Writing_to_a_record_that_is_not_there_fails_in_the_same_way_as_to_one_that_never_was()
    {
        var theirs = await Create("a", "south", seller: "anna");
        var never = new Deal { Title = "never" };
        var anna = await Anna();

        foreach (var (id, deal) in new[] { (theirs.Id, theirs), (Guid.CreateVersion7(), never) })
        {
            await anna.WriteNamed("crm:write:deal:update", $$$"""{"id":"{{{id}}}","version":9,"changes":{"title":"x"}}""").ShouldBeNotFound();
            await anna.Delete<Deal>(id).ShouldBeNotFound();
            await anna.Restore<Deal>(id).ShouldBeNotFound();
            await anna.Write(new Praise(id, "x")).ShouldBeNotFound();
            await anna.Write(new NoteRemark(id, "x")).ShouldBeNotFound();
            (await anna.Write<string>(new PeekAt(id))).ShouldBe("nothing");
            var batch = await anna.Batch(null, ("crm:write:deal:delete", $$"""{"id":"{{id}}"}"""));
            batch.Error.ShouldBeOfType<NotFoundException>();
        }
    }

    [Fact]
    public async Task Handlers_read_for_their_caller()
    {
        await Create("a", "north");
        await Create("b", "south");
        var anna = await Anna();

        (await anna.Query<List<Deal>>(new AllDeals())).Select(d => d.Title).ShouldBe(["a"]);
        (await anna.Query<long>(new CountDeals())).ShouldBe(1);
        (await anna.Query<Deal?>(new DealNamed("b"))).ShouldBeNull();
        (await (await Manager()).Query<long>(new CountDeals())).ShouldBe(2);
    }

    [Fact]
    public async Task A_record_that_the_caller_may_not_read_does_not_leave_in_an_answer_either()
    {
        await Create("a", "south");
        await Create("b", "north");

        var answer = await (await Anna()).Query<Wrapped>(new DealsInDisguise());

        answer.Deal.ShouldBeNull();
        answer.Others.Select(d => d?.Title).ShouldBe([null, "b"]);
        (await (await Manager()).Query<Wrapped>(new DealsInDisguise())).Deal.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_command_that_moves_a_record_out_of_sight_goes_on_with_it_and_shows_nothing_of_it()
    {
        var deal = await Create("a", "north", seller: "anna");
        var anna = await Anna();

        (await anna.Write<Deal?>(new HandOver(deal.Id, "anna"))).ShouldBeNull();

        (await (await Manager()).History<Deal>(deal.Id)).Count.ShouldBe(3);
        (await anna.Detail<Deal>(deal.Id)).ShouldBeNull();
    }

    [Fact]
    public async Task Another_tenants_record_is_not_there_whatever_the_roles()
    {
        var deal = await Create("a", "north");
        var stranger = (await Shared<CrmFeature>()).As(OtherTenant, "Manager", "Seller").WithClaims(c => c.With("crm:regions", ["north"]));

        (await stranger.Detail<Deal>(deal.Id)).ShouldBeNull();
        await stranger.History<Deal>(deal.Id).ShouldBeNotFound();
        await Update(stranger, deal, """{"title":"x"}""").ShouldBeNotFound();
        (await Titles(stranger)).ShouldBe("");
    }
}
