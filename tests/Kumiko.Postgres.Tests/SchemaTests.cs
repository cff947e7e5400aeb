using Kumiko.Storage;
using static Kumiko.Postgres.Tests.Samples;

namespace Kumiko.Postgres.Tests;

public class SchemaTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData("alter table things alter price type numeric(12,3)", SchemaDifferenceKind.OtherColumns, "numeric(12,3)")]
    [InlineData("alter table things alter title type text collate \"default\"", SchemaDifferenceKind.OtherColumns, "title")]
    [InlineData("alter table things alter title set not null", SchemaDifferenceKind.OtherColumns, "title")]
    [InlineData("alter table things drop price", SchemaDifferenceKind.OtherColumns, "no column 'price'")]
    [InlineData("alter table things drop constraint things_pkey", SchemaDifferenceKind.MissingIndex, "primary key")]
    [InlineData("drop index things_price", SchemaDifferenceKind.MissingIndex, "does not exist")]
    [InlineData("drop index things_price; create index things_price on things (price)", SchemaDifferenceKind.MissingIndex, "not the declared one")]
    [InlineData("drop index things_title; create unique index things_title on things (tenant_id, title)", SchemaDifferenceKind.MissingIndex, "not the declared one")]
    [InlineData("drop index things_title; create index things_title on things (tenant_id, title) where not is_deleted", SchemaDifferenceKind.MissingIndex, "not the declared one")]
    [InlineData("drop table things", SchemaDifferenceKind.MissingTable, "does not exist")]
    [InlineData("alter table kumiko_events drop idempotency_key", SchemaDifferenceKind.OtherColumns, "no column 'idempotency_key'")]
    public async Task A_change_by_hand_is_noticed(string change, SchemaDifferenceKind kind, string words)
    {
        await using var test = await postgres.NewStore(Things);
        (await test.Store.CompareSchema([Things])).ShouldBeEmpty();
        await test.Run(change);
        (await test.Store.CompareSchema([Things])).ShouldContain(d => d.Kind == kind && d.Description.Contains(words));
    }

    [Fact]
    public async Task A_statement_prepared_for_the_table_of_before_fails_once_at_the_most()
    {
        await using var test = await postgres.NewStore(Things);
        for (var i = 0; i < 4; i++)
        {
            (await test.Rows(Things)).ShouldBeEmpty();
        }

        var changed = new Table(Things.Name, [TenantColumn, Id, new Column(Title.Name, ColumnType.Int32, IsNullable: true), Price, IsDeleted], []);
        await test.Store.DropTable(Things);
        await test.Store.CreateMissingTables([changed]);
        await test.Execute(new WriteOperation.InsertRow(changed, [Tenant.Value, Guid.Empty, 7, null, false]));

        await Should.ThrowAsync<TransientStoreException>(() => test.Rows(changed));
        (await test.Rows(changed)).ShouldHaveSingleItem()[2].ShouldBe(7);
    }

    [Fact]
    public async Task A_name_that_the_server_would_cut_off_is_refused()
    {
        await using var test = await postgres.NewStore();
        var table = new Table(new string('t', 64), [TenantColumn, Id], []);
        await Should.ThrowAsync<ArgumentException>(() => test.Store.CreateMissingTables([table]));
    }
}
