using System.Text.Json;
using Kumiko.Testing;

namespace Kumiko.Tests.Apps.Relations;

/// <summary>Records that are created together with their owner, each by its own command, all or none of them.</summary>
public abstract class NestedWriteSpecification(DatabaseSource source) : AppSpecification(source)
{
    private const string Create = "desk:write:purchase:create";

    [Fact]
    public async Task Items_are_created_with_their_owner_and_stand_in_the_answer()
    {
        var app = await Start(new DeskFeature());
        var clerk = app.As(Tenant, "Clerk");
        var chosen = Guid.CreateVersion7();

        var saved = await clerk.WriteNamed(Create,
            $$"""{"number":"P-1","items":[{"sku":"a","count":2},{"id":"{{chosen}}","sku":"b"}],"notes":[{"text":"urgent"}]}""");

        var data = saved.GetProperty("data");
        data.GetProperty("items").Items().Select(i => i.Text("sku")).ShouldBe(["a", "b"]);
        data.GetProperty("items").Items().ShouldAllBe(i => i.GetProperty("purchaseId").GetGuid() == saved.Id() && i.Version() == 1);
        data.GetProperty("items")[1].Id().ShouldBe(chosen);
        data.GetProperty("notes")[0].Text("text").ShouldBe("urgent");
        saved.GetProperty("changes").TryGetProperty("items", out _).ShouldBeFalse();

        (await clerk.List<PurchaseItem>()).Rows.Select(i => (i.PurchaseId, i.Sku, i.Count)).ShouldBe([(saved.Id(), "a", 2), (saved.Id(), "b", 1)], ignoreOrder: true);
        (await clerk.History<PurchaseItem>(chosen)).ShouldHaveSingleItem().Text("by").ShouldBe(clerk.User.Id.Value);
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_items_or_with_none_only_the_owner_is_created()
    {
        var user = await User();

        (await user.WriteNamed(Create, """{"number":"P-1"}""")).Member("data").TryGetProperty("items", out _).ShouldBeFalse();
        (await user.WriteNamed(Create, """{"number":"P-2","items":[]}""")).Member("data.items").ShouldBeJson("[]");
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_the_shape_is_reported_at_once_and_nothing_is_written()
    {
        var user = await User();

        var refusal = await user.WriteNamed(Create, """
            {"items":[{"sku":"a"},{"purchaseId":null,"sku":"b"},{"count":0},17,{"sku":"c","colour":"red","lines":[]}],"notes":{"text":"x"}}
            """).ShouldFail<ValidationFailedException>();

        refusal.Status.ShouldBe(400);
        refusal.Issues.Select(i => $"{i.Path}: {i.Code}").ShouldBe(
        [
            "number: invalid_type",
            "items.1.purchaseId: unexpected_field",
            "items.2.sku: invalid_type",
            "items.2.count: too_small",
            "items.3: invalid_type",
            "items.4: unrecognized_keys",
            "notes: invalid_type",
        ], ignoreOrder: true);
        refusal.Issues.Single(i => i.Path == "notes").Params!["expected"].ShouldBe("array");
        (await user.List<Purchase>()).Rows.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("1")]
    public async Task Only_a_list_can_stand_under_a_relation(string json) =>
        await (await User()).WriteNamed(Create, $$"""{"number":"P-1","items":{{json}} }""").ShouldBeInvalid("items", IssueCodes.InvalidType);

    [Fact]
    public async Task A_reference_of_an_item_is_checked_and_named_by_its_place()
    {
        var user = await User();
        var good = await user.Create(new Good { Name = "Lamp" });

        await user.WriteNamed(Create, $$"""{"number":"P-1","items":[{"sku":"a","goodId":"{{good.Id}}"},{"sku":"b","goodId":"{{Guid.CreateVersion7()}}"}]}""")
            .ShouldBeInvalid("items.1.goodId", IssueCodes.ReferenceNotFound);

        (await user.List<Purchase>()).Rows.ShouldBeEmpty();
        (await user.List<PurchaseItem>()).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_item_that_repeats_another_takes_the_owner_with_it()
    {
        var user = await User();

        await user.WriteNamed(Create, """{"number":"P-1","items":[{"sku":"a"},{"sku":"a"}]}""").ShouldBeTaken("purchaseId", "sku");

        (await user.List<Purchase>()).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_not_create_the_item_may_not_create_it_with_its_owner_either()
    {
        var user = await User();

        (await user.WriteNamed(Create, """{"number":"P-1","notes":[{"text":"x"}]}""").ShouldFail<AccessDeniedException>())
            .Details!["handler"].ShouldBe("desk:write:purchase-note:create");

        (await user.List<Purchase>()).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_field_of_an_item_is_written_by_those_who_may()
    {
        var app = await Shared<DeskFeature>();

        (await app.As(Tenant, "User").WriteNamed(Create, """{"number":"P-1","items":[{"sku":"a","discount":5}]}""").ShouldFail<AccessDeniedException>())
            .Details!["field"].ShouldBe("discount");
        (await app.As(Tenant, "Clerk").WriteNamed(Create, """{"number":"P-1","items":[{"sku":"a","discount":5}]}"""))
            .Member("data.items")[0].GetProperty("discount").GetInt32().ShouldBe(5);
    }

    [Fact]
    public async Task It_works_in_a_batch_and_the_command_that_fails_is_named()
    {
        var user = await User();

        var outcome = await user.Batch(null,
            (Create, """{"number":"P-1","items":[{"sku":"a"}]}"""),
            (Create, $$"""{"number":"P-2","items":[{"sku":"a","goodId":"{{Guid.CreateVersion7()}}"}]}"""));
        outcome.FailedIndex.ShouldBe(1);
        outcome.Error.ShouldBeOfType<ValidationFailedException>().Issues.ShouldHaveSingleItem().Path.ShouldBe("items.0.goodId");
        (await user.List<PurchaseItem>()).Rows.ShouldBeEmpty();

        (await user.Batch(null, (Create, """{"number":"P-1","items":[{"sku":"a"}]}"""), (Create, """{"number":"P-2","items":[{"sku":"a"}]}""")))
            .Results.Select(r => JsonSerializer.Deserialize<JsonElement>(r.Span).Member("data.items")[0].Text("sku")).ShouldBe(["a", "a"]);
    }

    [Fact]
    public async Task A_repeated_request_creates_the_items_once()
    {
        var user = await User();
        for (var i = 0; i < 2; i++)
        {
            (await user.WriteOnce($"buy-{Tenant}", Create, """{"number":"P-1","items":[{"sku":"a"}]}""")).Member("data.items").Items().ShouldHaveSingleItem();
        }

        (await user.List<PurchaseItem>()).Rows.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Items_are_not_taken_where_the_owner_is_changed()
    {
        var user = await User();
        var purchase = await user.Create(new Purchase { Number = "P-1" });

        await user.WriteNamed("desk:write:purchase:update", $$"""{"id":"{{purchase.Id}}","version":1,"changes":{"items":[]} }""")
            .ShouldBeInvalid("(root)", IssueCodes.UnrecognizedKeys);
    }

    [Fact]
    public async Task Items_go_into_the_tenant_of_their_owner()
    {
        var app = await Start(new DeskFeature());
        await app.As(Tenant, "User").WriteNamed(Create, """{"number":"P-1","items":[{"sku":"a"}]}""");

        (await app.As(OtherTenant, "User").List<PurchaseItem>()).Rows.ShouldBeEmpty();
        await app.As(Tenant, "User").WriteNamed(Create, $$"""{"number":"P-2","items":[{"sku":"a","tenantId":"{{OtherTenant}}"}]}""")
            .ShouldBeInvalid("items.0", IssueCodes.UnrecognizedKeys);
    }

    private async Task<TestUser> User() => (await Shared<DeskFeature>()).As(Tenant, "User");
}
