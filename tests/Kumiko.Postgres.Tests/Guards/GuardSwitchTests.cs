using Kumiko.Storage;
using static Kumiko.Postgres.Tests.Samples;

namespace Kumiko.Postgres.Tests.Guards;

/// <summary>Row-level security comes and goes with the schema, and is never other than the application believes.</summary>
public class GuardSwitchTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_schema_without_it_is_not_enough_until_it_is_brought_up_to_date()
    {
        await using var test = await postgres.NewGuardedStore();
        await using var off = new PostgresStore(new PostgresStoreOptions { ConnectionString = test.ConnectionString });
        await off.Open();
        await off.CreateMissingTables([Things]);
        await Run(off, Insert(Guid.CreateVersion7(), "old"));

        (await test.Store.CompareSchema([Things])).Select(d => (d.Table, d.Kind)).ShouldContain(("things", SchemaDifferenceKind.RowLevelSecurity));
        await test.Store.CreateMissingTables([Things]);
        (await test.Store.CompareSchema([Things])).ShouldBeEmpty();
        (await test.Rows(Things)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_schema_with_it_is_noticed_by_who_does_not_expect_it_and_can_be_freed()
    {
        await using var test = await postgres.NewGuardedStore(Things);
        await test.Execute(Insert(Guid.CreateVersion7(), "old"));
        await using var off = new PostgresStore(new PostgresStoreOptions { ConnectionString = test.ConnectionString });
        await off.Open();

        var differences = await off.CompareSchema([Things]);
        differences.Count.ShouldBe(6);
        differences.ShouldAllBe(d => d.Kind == SchemaDifferenceKind.RowLevelSecurity);
        await off.CreateMissingTables([Things]);
        (await off.CompareSchema([Things])).ShouldBeEmpty();
        await using var session = off.NewSession();
        (await session.CountRows(new RowQuery { Table = Things, Scope = new TenantScope.Own(Tenant) })).ShouldBe(1);
    }

    [Theory]
    [InlineData("alter table things no force row level security")]
    [InlineData("alter table things disable row level security")]
    [InlineData("drop policy kumiko_tenant_1 on things")]
    [InlineData("drop policy kumiko_shared_1 on things")]
    [InlineData("create policy kumiko_tenant_0 on things using (true)")]
    public async Task A_change_by_hand_is_noticed_and_mended(string change)
    {
        await using var test = await postgres.NewGuardedStore(Things);
        await test.Run(change);

        var difference = (await test.Store.CompareSchema([Things])).ShouldHaveSingleItem();
        (difference.Table, difference.Kind).ShouldBe(("things", SchemaDifferenceKind.RowLevelSecurity));
        await test.Store.CreateMissingTables([Things]);
        (await test.Store.CompareSchema([Things])).ShouldBeEmpty();
    }

    [Fact]
    public async Task Policies_of_others_are_left_alone()
    {
        await using var test = await postgres.NewStore(Things);
        await test.Run("create policy audit on things using (true)");
        (await test.Store.CompareSchema([Things])).ShouldBeEmpty();
    }

    private static async Task Run(PostgresStore store, WriteOperation operation)
    {
        await using var session = store.NewSession();
        await session.Execute([operation]);
    }
}
