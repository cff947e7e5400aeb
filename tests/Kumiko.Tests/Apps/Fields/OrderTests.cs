using System.Text.Json;
using Kumiko.Testing;

namespace Kumiko.Tests.Apps.Fields;

/// <summary>What specifications over <see cref="Order"/> share.</summary>
public abstract class OrderTests(DatabaseSource source) : AppSpecification(source)
{
    protected async Task<TestUser> User() => (await Shared<OrdersFeature>()).As(Tenant, "User");

    protected async Task<JsonElement> Create(string payload) =>
        (await (await User()).WriteNamed("orders:write:order:create", payload)).GetProperty("data");

    protected async Task<JsonElement> Update(JsonElement order, string changes) => (await (await User()).WriteNamed(
        "orders:write:order:update", $$"""{"id":"{{order.Id()}}","version":{{order.Version()}},"changes":{{changes}}}""")).GetProperty("data");

    protected async Task<JsonElement> Detail(JsonElement order) =>
        await (await User()).QueryNamed("orders:query:order:detail", $$"""{"id":"{{order.Id()}}"}""");

    /// <summary>The numbers of the orders that a list shows.</summary>
    protected async Task<string> Numbers(string request) => string.Join(' ',
        (await (await User()).QueryNamed("orders:query:order:list", request)).GetProperty("rows").Items().Select(r => r.Text("number")));
}
