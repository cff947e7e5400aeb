using Kumiko.Testing;

namespace Kumiko.Tests.Apps.Tenants;

/// <summary>The system tenant's rows: everybody reads them, nobody writes them, and each start brings them up to date.</summary>
public abstract class ReferenceDataSpecification(DatabaseSource source) : AppSpecification(source)
{
    [Fact]
    public async Task Everybody_sees_the_rows()
    {
        var app = await Shared<CountriesFeature>();
        foreach (var user in new[] { app.As(Tenant, "User"), app.As(OtherTenant, "User") })
        {
            var rows = (await user.List<Country>(new { sort = "code", totalCount = true })).Rows;
            rows.Select(c => c.Code).ShouldBe(["DE", "FR"]);
            rows.ShouldAllBe(c => c.TenantId == TenantId.System && c.InsertedById == UserId.System && c.Version == new StreamVersion(1));
            (await user.List<Country>(new { filter = new { field = "code", op = "eq", value = "DE" } })).Rows.ShouldHaveSingleItem();
            (await user.Detail<Country>(rows[0].Id))!.Label.ShouldBe("Germany");
            (await user.Detail<Country>(rows[0].Id, asOfVersion: new StreamVersion(1)))!.Label.ShouldBe("Germany");
            (await user.History<Country>(rows[0].Id)).ShouldHaveSingleItem().Text("type").ShouldBe("country.created");
            foreach (var way in new[] { "get", "query", "load" })
            {
                (await user.Write<string>(new ReachCountry(way, rows[0].Id))).ShouldBe("Germany", way);
            }
        }
    }

    [Fact]
    public async Task Nobody_writes_them()
    {
        var user = (await Shared<CountriesFeature>()).As(Tenant, "User");
        var germany = (await user.List<Country>(new { sort = "code" })).Rows[0];

        await user.Update(germany, c => c.Label = "mine").ShouldBeNotFound();
        await user.Delete<Country>(germany.Id).ShouldBeNotFound();
        await user.Restore<Country>(germany.Id).ShouldBeNotFound();
        await user.Write(new ReachCountry("update", germany.Id)).ShouldBeNotFound();
        await user.Write(new ReachCountry("delete", germany.Id)).ShouldBeNotFound();
        (await user.Detail<Country>(germany.Id))!.Version.ShouldBe(new StreamVersion(1));
    }

    [Fact]
    public async Task A_tenant_can_have_a_row_of_its_own_with_the_same_id()
    {
        var app = await Shared<CountriesFeature>();
        var user = app.As(Tenant, "User");
        var germany = (await user.List<Country>(new { sort = "code" })).Rows[0];

        await user.WriteNamed("countries:write:country:create", $$"""{"id":"{{germany.Id}}","code":"DE","label":"Deutschland"}""");

        (await user.List<Country>(new { sort = "code", totalCount = true })).Total.ShouldBe(3);
        foreach (var (sort, direction) in new[] { ("code", "asc"), ("code", "desc"), ("id", "asc"), ("id", "desc"), ("modifiedAt", "asc") })
        {
            var labels = new List<string>();
            var page = new TestPage<Country>([], "", null);
            while (page.NextCursor is { } cursor)
            {
                page = await user.List<Country>(new { sort, sortDirection = direction, limit = 1, cursor });
                labels.AddRange(page.Rows.Select(c => c.Label));
            }

            labels.ShouldBe(["Germany", "Deutschland", "France"], ignoreOrder: true, $"{sort} {direction}");
        }

        (await user.Detail<Country>(germany.Id))!.Label.ShouldBe("Deutschland");
        (await app.As(OtherTenant, "User").Detail<Country>(germany.Id))!.Label.ShouldBe("Germany");
    }

    [Fact]
    public async Task Another_start_with_the_same_rows_writes_nothing()
    {
        var app = await Start(new CountriesFeature());

        var next = Keep(await app.StartBeside(new CountriesFeature()));

        (await next.As(Tenant, "User").List<Country>()).Rows.ShouldAllBe(c => c.Version == new StreamVersion(1));
    }

    [Fact]
    public async Task A_start_creates_what_is_new_updates_what_changed_and_keeps_what_is_gone()
    {
        var app = await Start(new CountriesFeature());

        var next = Keep(await app.StartBeside(new CountriesFeature(("DE", "Deutschland"), ("LV", "Latvia"))));

        var user = next.As(Tenant, "User");
        (await user.List<Country>(new { sort = "code" })).Rows.Select(c => $"{c.Code} {c.Label} {c.Version}")
            .ShouldBe(["DE Deutschland 2", "FR France 1", "LV Latvia 1"]);
        var germany = (await user.List<Country>(new { sort = "code" })).Rows[0];
        (await user.History<Country>(germany.Id)).Select(h => $"{h.Text("type")} {h.Text("by")}").ShouldBe(
            [$"country.updated {UserId.System}", $"country.created {UserId.System}"]);
        (await next.CompareWithRebuild<Country>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_that_an_operator_removed_stays_away()
    {
        var app = await Start(new CountriesFeature());
        var user = app.As(Tenant, "User");
        await user.Write(new ReachCountry("operator-delete", (await user.List<Country>(new { sort = "code" })).Rows[0].Id));

        var next = Keep(await app.StartBeside(new CountriesFeature()));

        (await next.As(Tenant, "User").List<Country>()).Rows.ShouldHaveSingleItem().Code.ShouldBe("FR");
    }

    [Fact]
    public async Task Applications_that_start_together_write_the_rows_once()
    {
        var app = await Start(new CountriesFeature(("DE", "Germany")));

        var others = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => app.StartBeside(new CountriesFeature(("DE", "Deutschland"), ("FR", "France"), ("LV", "Latvia"))), Cancellation)));

        others.ToList().ForEach(other => Keep(other));
        (await app.As(Tenant, "User").List<Country>(new { sort = "code" })).Rows.Select(c => $"{c.Code} {c.Version}")
            .ShouldBe(["DE 2", "FR 1", "LV 1"]);
    }
}
