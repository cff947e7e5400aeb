using Kumiko.Testing;

namespace Kumiko.Tests.Apps.Starting;

/// <summary>What a start does about tables that are missing, or other than declared.</summary>
public abstract class SchemaStartSpecification(DatabaseSource source) : AppSpecification(source)
{
    private static readonly TestAppOptions Checking = new() { Configure = o => o.Schema = SchemaMode.Check };

    [Fact]
    public async Task A_checking_start_names_what_is_missing_and_how_to_mend_it()
    {
        var failure = await Start(Checking, new FirstVersion.ShopsFeature()).ShouldFail<SchemaMissingException>();

        failure.Differences.ShouldContain(d => d.Table == "read_shops" && d.Kind == Kumiko.Storage.SchemaDifferenceKind.MissingTable);
        failure.Message.ShouldContain("read_shops");
        failure.Message.ShouldContain("KUMIKO_SCHEMA=create");
    }

    [Fact]
    public async Task A_checking_start_goes_through_once_the_tables_are_there()
    {
        var app = await Start(new FirstVersion.ShopsFeature());
        await app.As(Tenant, "User").Create(new FirstVersion.Shop { Name = "Corner" });

        var second = Keep(await app.StartBeside(Checking, new FirstVersion.ShopsFeature()));

        (await second.As(Tenant, "User").List<FirstVersion.Shop>()).Rows.ShouldHaveSingleItem().Name.ShouldBe("Corner");
    }

    [Fact]
    public async Task A_checking_start_refuses_tables_of_an_older_version_and_leaves_them_alone()
    {
        var app = await Start(new FirstVersion.ShopsFeature());
        await app.As(Tenant, "User").Create(new FirstVersion.Shop { Name = "Corner" });

        var failure = await app.StartBeside(Checking, new SecondVersion.ShopsFeature()).ShouldFail<SchemaMissingException>();

        failure.Message.ShouldContain("town");
        (await app.As(Tenant, "User").List<FirstVersion.Shop>()).Rows.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_table_of_a_changed_entity_is_derived_from_the_log_anew()
    {
        var app = await Start(new FirstVersion.ShopsFeature());
        var user = app.As(Tenant, "User");
        var corner = await user.Create(new FirstVersion.Shop { Name = "Corner", Size = 12 });
        corner = await user.Update(corner, s => (s.Size, s.Nickname) = (13, "The Corner"));
        var closed = await user.Create(new FirstVersion.Shop { Name = "Closed" });
        await user.Delete<FirstVersion.Shop>(closed.Id);
        await app.As(OtherTenant, "User").Create(new FirstVersion.Shop { Name = "Theirs" });

        var next = Keep(await app.StartBeside(new SecondVersion.ShopsFeature()));

        var later = next.As(Tenant, "User");
        var shop = (await later.List<SecondVersion.Shop>(new { filter = new { field = "town", op = "eq", value = "nowhere" } })).Rows
            .ShouldHaveSingleItem();
        (shop.Id, shop.Name, shop.Size, shop.Version, shop.InsertedAt).ShouldBe((corner.Id, "Corner", 13m, new StreamVersion(2), corner.InsertedAt));
        (await later.List<SecondVersion.Shop>(new { includeDeleted = true })).Rows.Select(s => s.Name).ShouldBe(["Corner", "Closed"]);
        (await later.Update(shop, s => s.Town = "Riga")).Version.ShouldBe(new StreamVersion(3));
        (await next.CompareWithRebuild<SecondVersion.Shop>()).ShouldBeEmpty();
        (await later.Detail<SecondVersion.Shop>(corner.Id, asOfVersion: new StreamVersion(1)))!.Size.ShouldBe(12m);
    }

    [Fact]
    public async Task A_table_that_is_lost_is_derived_from_the_log_anew()
    {
        var app = await Start(new FirstVersion.ShopsFeature());
        await app.As(Tenant, "User").Create(new FirstVersion.Shop { Name = "Corner" });
        await app.Store.DropTable(app.Registry.FindEntity("shop")!.Table, Cancellation);

        var next = Keep(await app.StartBeside(new FirstVersion.ShopsFeature()));

        (await next.As(Tenant, "User").List<FirstVersion.Shop>()).Rows.ShouldHaveSingleItem().Name.ShouldBe("Corner");
    }

    [Fact]
    public async Task Many_applications_can_start_at_the_same_time_on_a_database_whose_tables_changed()
    {
        var app = await Start(new FirstVersion.ShopsFeature());
        for (var i = 0; i < 20; i++)
        {
            await app.As(Tenant, "User").Create(new FirstVersion.Shop { Name = "Shop " + i });
        }

        var others = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => app.StartBeside(new SecondVersion.ShopsFeature()), Cancellation)));

        foreach (var other in others)
        {
            (await Keep(other).As(Tenant, "User").List<SecondVersion.Shop>()).Rows.Count.ShouldBe(20);
        }
    }
}
