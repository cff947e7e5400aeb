using Kumiko;
using Recipes.NestedWrite;

namespace Recipes.Tests;

public abstract class NestedWriteSpecification(Databases databases) : RecipeSpecification(databases)
{
    private const string Create = "orders:write:order:create";

    [Fact]
    public async Task An_order_comes_with_its_lines()
    {
        var app = await Start(new OrdersFeature());
        var sales = app.As("Sales");

        var saved = await sales.WriteNamed(Create, """{"customer":"Acme","lines":[{"product":"Lamp"},{"product":"Desk","quantity":2}]}""");

        var order = saved.GetProperty("id").GetGuid();
        saved.GetProperty("data").GetProperty("lines").GetArrayLength().ShouldBe(2);
        (await sales.List<OrderLine>(new { filter = new { field = "orderId", op = "eq", value = order } })).Rows
            .Select(line => (line.Product, line.Quantity)).ShouldBe([("Lamp", 1), ("Desk", 2)], ignoreOrder: true);

        await sales.Delete<Order>(order);
        (await sales.List<OrderLine>()).Rows.ShouldBeEmpty();
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_wrong_with_a_line_is_named_by_its_place_and_nothing_is_written()
    {
        var sales = (await Start(new OrdersFeature())).As("Sales");

        var refusal = await Should.ThrowAsync<ValidationFailedException>(() =>
            sales.WriteNamed(Create, $$"""{"lines":[{"product":"Lamp","quantity":0},{"product":"Desk","orderId":"{{Guid.CreateVersion7()}}"}]}"""));

        refusal.Issues.Select(i => $"{i.Path}: {i.Code}").ShouldBe(["customer: invalid_type", "lines.0.quantity: too_small", "lines.1.orderId: unexpected_field"]);
        (await sales.List<Order>()).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_not_add_lines_may_not_add_them_with_an_order_either()
    {
        var visitor = (await Start(new OrdersFeature())).As("Visitor");

        await Should.ThrowAsync<AccessDeniedException>(() => visitor.WriteNamed(Create, """{"customer":"Acme","lines":[{"product":"Lamp"}]}"""));
        await visitor.WriteNamed(Create, """{"customer":"Acme"}""");
        (await visitor.List<Order>()).Rows.ShouldHaveSingleItem();
    }
}
