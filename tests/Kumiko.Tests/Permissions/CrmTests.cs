using System.Text.Json;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Permissions;

/// <summary>What specifications over deals share: people, and deals of two regions.</summary>
public abstract class CrmTests(DatabaseSource source) : AppSpecification(source)
{
    /// <summary>All there is to see of a deal, as JSON names.</summary>
    protected const string Hidden = "remark";

    protected async Task<TestUser> Manager() => (await Shared<CrmFeature>()).As(Tenant, "Manager");

    /// <summary>A seller of the north, with the id "anna".</summary>
    protected async Task<TestUser> Anna() => (await Seller("north")).WithId("anna");

    protected async Task<TestUser> Seller(params string[] regions) =>
        (await Shared<CrmFeature>()).As(Tenant, "Seller").WithClaims(c => c.With("crm:regions", regions));

    protected async Task<TestUser> Nobody() => (await Shared<CrmFeature>()).As(Tenant, "Clerk");

    protected async Task<Deal> Create(string title, string? region = "north", string? seller = null, int? margin = null) => await (await Manager()).Create(
        new Deal
        {
            Title = title, Region = region, SellerId = seller, Margin = margin, Remark = "hush",
            Terms = new Terms { Text = "net", Discount = 7 }, Lines = [new DealLine { Text = "Pump", Cost = 5 }],
        });

    protected static async Task<string> Titles(TestUser user, string request = "{}")
    {
        var page = await user.QueryNamed("crm:query:deal:list", request);
        return string.Join(' ', page.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("title").GetString()));
    }

    protected static Task<JsonElement> Update(TestUser user, Deal deal, string changes, long? version = null) => user.WriteNamed(
        "crm:write:deal:update", $$"""{"id":"{{deal.Id}}","version":{{version ?? deal.Version.Value}},"changes":{{changes}}}""");

    protected static Task<JsonElement> Detail(TestUser user, Guid id, string more = "") => user.QueryNamed("crm:query:deal:detail", $$"""{"id":"{{id}}"{{more}}}""");

    /// <summary>Nothing that only managers may see stands anywhere in the answer.</summary>
    protected static void ShouldHideSecrets(JsonElement answer)
    {
        var text = answer.GetRawText();
        text.ShouldContain("title");
        foreach (var secret in new[] { "hush", "remark", "discount", "\"cost\"", "summary", "between us" })
        {
            text.ShouldNotContain(secret);
        }
    }
}
