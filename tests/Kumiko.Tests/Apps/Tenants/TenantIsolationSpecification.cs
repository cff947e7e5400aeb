using System.Text.Json;
using Kumiko.Testing;

namespace Kumiko.Tests.Apps.Tenants;

/// <summary>Nobody gets at another tenant's records, and nobody can find out that there are any.</summary>
public abstract class TenantIsolationSpecification(DatabaseSource source) : AppSpecification(source)
{
    private static readonly Guid Unknown = new("99999999-0000-4000-8000-000000000000");

    public static TheoryData<string, string> Standard => new()
    {
        { "query:secret:detail", """{"id":"ID"}""" },
        { "query:secret:detail", """{"id":"ID","includeDeleted":true}""" },
        { "query:secret:detail", """{"id":"ID","asOfVersion":1}""" },
        { "query:secret:detail", """{"id":"ID","asOf":"2999-01-01T00:00:00Z"}""" },
        { "query:secret:history", """{"id":"ID"}""" },
        { "query:secret:history", """{"id":"ID","beforeVersion":2}""" },
        { "query:secret:list", """{"totalCount":true,"includeDeleted":true}""" },
        { "query:secret:list", """{"totalCount":true,"filter":{"field":"name","op":"eq","value":"theirs"} }""" },
        { "query:secret:list", """{"totalCount":true,"filter":{"field":"name","op":"ne","value":"x"}}""" },
        { "write:secret:update", """{"id":"ID","version":1,"changes":{"name":"mine"}}""" },
        { "write:secret:update", """{"id":"ID","version":7,"changes":{"name":"mine"}}""" },
        { "write:secret:update", """{"id":"ID","version":1,"changes":{}}""" },
        { "write:secret:delete", """{"id":"ID"}""" },
        { "write:secret:delete", """{"id":"ID","version":7}""" },
        { "write:secret:restore", """{"id":"ID"}""" },
    };

    public static TheoryData<string, string> Authored
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var way in VaultFeature.Ways)
            {
                data.Add("write:secret:reach", $$"""{"way":"{{way}}","id":"ID"}""");
                data.Add("write:secret:reach-nested", $$"""{"way":"{{way}}","id":"ID"}""");
                if (VaultFeature.Ways.TakeWhile(w => w != "update").Contains(way))
                {
                    data.Add("query:secret:ask", $$"""{"way":"{{way}}","id":"ID"}""");
                }
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Standard)), MemberData(nameof(Authored))]
    public async Task Another_tenants_record_is_as_if_it_were_not_there(string handler, string payload)
    {
        var app = await Shared<VaultFeature>();
        var (mine, theirs) = (app.As(Tenant, "User"), app.As(OtherTenant, "User"));
        var existing = await theirs.Create(new Secret { Name = "theirs" });
        var deleted = await theirs.Create(new Secret { Name = "theirs" });
        await theirs.Delete<Secret>(deleted.Id);

        var expected = await Outcome(mine, handler, payload, Unknown);
        (await Outcome(mine, handler, payload, existing.Id)).ShouldBe(expected);
        (await Outcome(mine, handler, payload, deleted.Id)).ShouldBe(expected);

        (await theirs.History<Secret>(existing.Id)).Count.ShouldBe(1);
        (await theirs.History<Secret>(deleted.Id)).Count.ShouldBe(2);
        (await mine.List<Secret>(new { includeDeleted = true })).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_id_names_another_record_in_each_tenant()
    {
        var app = await Shared<VaultFeature>();
        var (mine, theirs) = (app.As(Tenant, "User"), app.As(OtherTenant, "User"));
        var their = await theirs.Create(new Secret { Name = "theirs" });

        var my = await mine.WriteNamed("vault:write:secret:create", $$"""{"id":"{{their.Id}}","name":"mine"}""");
        await mine.WriteNamed("vault:write:secret:update", $$"""{"id":"{{my.Id()}}","version":1,"changes":{"name":"mine too"} }""");

        (await mine.Detail<Secret>(their.Id))!.Name.ShouldBe("mine too");
        (await theirs.Detail<Secret>(their.Id))!.Name.ShouldBe("theirs");
        (await theirs.History<Secret>(their.Id)).Count.ShouldBe(1);
        await mine.Delete<Secret>(their.Id);
        (await theirs.Detail<Secret>(their.Id)).ShouldNotBeNull();
        (await Outcome(mine, "write:secret:delete", """{"id":"ID"}""", their.Id)).ShouldContain("not_found");
    }

    [Fact]
    public async Task A_cursor_from_another_tenant_leads_to_none_of_its_rows()
    {
        var app = await Shared<VaultFeature>();
        var (mine, theirs) = (app.As(Tenant, "User"), app.As(OtherTenant, "User"));
        foreach (var name in new[] { "b", "d" })
        {
            await theirs.Create(new Secret { Name = name });
            await mine.Create(new Secret { Name = name });
        }

        await mine.Create(new Secret { Name = "a" });
        var cursor = (await theirs.List<Secret>(new { sort = "name", limit = 1 })).NextCursor;

        var page = await mine.List<Secret>(new { sort = "name", cursor });

        page.Rows.ShouldAllBe(s => s.TenantId == Tenant);
        page.Rows.Select(s => s.Name).ShouldBe(["b", "d"], "what stands behind the other tenant's \"b\"");
    }

    [Fact]
    public async Task A_batch_that_reaches_for_another_tenants_record_does_nothing_at_all()
    {
        var app = await Shared<VaultFeature>();
        var (mine, theirs) = (app.As(Tenant, "User"), app.As(OtherTenant, "User"));
        var their = await theirs.Create(new Secret { Name = "theirs" });

        var outcome = await mine.Batch(
            null,
            ("vault:write:secret:create", """{"name":"mine"}"""),
            ("vault:write:secret:delete", $$"""{"id":"{{their.Id}}"}"""));

        outcome.Error.ShouldBeOfType<NotFoundException>();
        outcome.FailedIndex.ShouldBe(1);
        (await mine.List<Secret>()).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_tenant_of_a_record_cannot_be_sent()
    {
        var mine = (await Shared<VaultFeature>()).As(Tenant, "User");

        await mine.WriteNamed("vault:write:secret:create", $$"""{"name":"x","tenantId":"{{OtherTenant}}"}""")
            .ShouldBeInvalid("(root)", IssueCodes.UnrecognizedKeys);
        var secret = await mine.Create(new Secret { Name = "mine" });
        await mine.WriteNamed("vault:write:secret:update", $$"""{"id":"{{secret.Id}}","version":1,"changes":{"tenantId":"{{OtherTenant}}"} }""")
            .ShouldBeInvalid("(root)", IssueCodes.UnrecognizedKeys);
    }

    /// <summary>What a caller gets to see, with the id that was asked for taken out.</summary>
    private static async Task<string> Outcome(TestUser user, string handler, string payload, Guid id)
    {
        try
        {
            var (name, json) = ("vault:" + handler, payload.Replace("ID", id.ToString(), StringComparison.Ordinal));
            var answer = handler.StartsWith("query", StringComparison.Ordinal)
                ? await user.QueryNamed(name, json) : await user.WriteNamed(name, json);
            return answer.GetRawText().Replace(id.ToString(), "ID", StringComparison.Ordinal);
        }
        catch (KumikoException failure)
        {
            return $"{failure.Code} {failure.Message} {JsonSerializer.Serialize(failure.Details)}"
                .Replace(id.ToString(), "ID", StringComparison.Ordinal);
        }
    }
}
