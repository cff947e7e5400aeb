using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

public abstract class RowOrderSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    private static readonly Column Name = new("name", ColumnType.Text);
    private static readonly Column Rank = new("rank", ColumnType.Int32, IsNullable: true);
    private static readonly TenantId BeforeSystem = TenantId.Parse("00000000-0000-1000-8000-000000000000");

    [Fact]
    public async Task Without_an_order_rows_come_by_id()
    {
        var table = await NewTable();
        await Execute(Row(table, Tenant, 3, "c"), Row(table, Tenant, 1, "a"), Row(table, Tenant, 2, "b"));

        (await Names(table, new TenantScope.Own(Tenant))).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task Nulls_come_last_when_ascending_and_first_when_descending()
    {
        var table = await NewTable();
        await Execute(Row(table, Tenant, 1, "null"), Row(table, Tenant, 2, "two", 2), Row(table, Tenant, 3, "one", 1));

        (await Names(table, new TenantScope.Own(Tenant), new RowOrder(Rank))).ShouldBe(["one", "two", "null"]);
        (await Names(table, new TenantScope.Own(Tenant), new RowOrder(Rank, SortDirection.Descending))).ShouldBe(["null", "two", "one"]);
    }

    [Theory]
    [InlineData(SortDirection.Ascending)]
    [InlineData(SortDirection.Descending)]
    public async Task Equal_rows_come_by_ascending_id_in_both_directions(SortDirection direction)
    {
        var table = await NewTable();
        await Execute(
            Row(table, Tenant, 4, "d", 1), Row(table, Tenant, 2, "b", 1), Row(table, Tenant, 3, "c"), Row(table, Tenant, 1, "a"));

        var names = await Names(table, new TenantScope.Own(Tenant), new RowOrder(Rank, direction));

        names.ShouldBe(direction == SortDirection.Ascending ? ["b", "d", "a", "c"] : ["a", "c", "b", "d"]);
    }

    [Fact]
    public async Task The_terms_of_an_order_rank_from_left_to_right()
    {
        var table = await NewTable();
        await Execute(Row(table, Tenant, 1, "a", 1), Row(table, Tenant, 2, "b", 2), Row(table, Tenant, 3, "c", 1), Row(table, Tenant, 4, "d", 2));

        (await Names(table, new TenantScope.Own(Tenant), new RowOrder(Rank, SortDirection.Descending), new RowOrder(Name, SortDirection.Descending)))
            .ShouldBe(["d", "b", "c", "a"]);
    }

    [Fact]
    public async Task The_order_may_name_the_id_itself()
    {
        var table = await NewTable();
        await Execute(Row(table, Tenant, 1, "a"), Row(table, Tenant, 2, "b"));

        (await Names(table, new TenantScope.OwnAndSystem(Tenant), new RowOrder(table.IdColumn, SortDirection.Descending))).ShouldBe(["b", "a"]);
    }

    [Fact]
    public async Task Own_and_system_rows_are_ordered_as_one_list()
    {
        var table = await NewTable();
        await Execute(
            Row(table, Tenant, 1, "a", 5), Row(table, TenantId.System, 2, "b", 4), Row(table, Tenant, 3, "c"),
            Row(table, TenantId.System, 4, "d"), Row(table, Tenant, 5, "e", 1));

        (await Names(table, new TenantScope.OwnAndSystem(Tenant))).ShouldBe(["a", "b", "c", "d", "e"]);
        (await Names(table, new TenantScope.OwnAndSystem(Tenant), new RowOrder(Rank))).ShouldBe(["e", "b", "a", "c", "d"]);
        (await Names(table, new TenantScope.OwnAndSystem(Tenant), new RowOrder(Rank, SortDirection.Descending))).ShouldBe(["c", "d", "a", "b", "e"]);
    }

    [Fact]
    public async Task Rows_of_the_same_id_come_by_tenant()
    {
        var table = await NewTable();
        await Execute(Row(table, TenantId.System, 1, "system"), Row(table, Tenant, 1, "after"), Row(table, BeforeSystem, 1, "before"));

        (await Names(table, new TenantScope.OwnAndSystem(Tenant))).ShouldBe(["system", "after"]);
        (await Names(table, new TenantScope.OwnAndSystem(BeforeSystem))).ShouldBe(["before", "system"]);
        (await Names(table, new TenantScope.All("test"))).ShouldBe(["before", "system", "after"]);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 3)]
    [InlineData(7, 10)]
    [InlineData(20, 5)]
    [InlineData(0, 0)]
    public async Task Offset_and_limit_cut_the_ordered_list(int offset, int limit)
    {
        var table = await NewTable();
        await Execute([.. Enumerable.Range(0, 10).Select(i => Row(table, i % 3 == 0 ? TenantId.System : Tenant, 10 - i, $"row {9 - i}", i))]);
        var all = Enumerable.Range(0, 10).Select(i => $"row {i}").ToArray();
        var query = new RowQuery { Table = table, Scope = new TenantScope.OwnAndSystem(Tenant), Offset = offset, Limit = limit };

        (await ReadRows(query)).Select(row => row[2]).ShouldBe(all.Skip(offset).Take(limit));
        (await ReadRows(query with { Order = [new RowOrder(Rank)] })).Select(row => row[2]).ShouldBe(all.Reverse().Skip(offset).Take(limit));
        (await ReadRows(query with { Scope = new TenantScope.All("test") })).Select(row => row[2]).ShouldBe(all.Skip(offset).Take(limit));
        (await CountRows(query)).ShouldBe(10);
    }

    [Fact]
    public async Task An_offset_works_without_a_limit()
    {
        var table = await NewTable();
        await Execute([.. Enumerable.Range(0, 5).Select(i => Row(table, Tenant, i, $"row {i}"))]);
        var query = new RowQuery { Table = table, Scope = new TenantScope.Own(Tenant), Offset = 3 };

        (await ReadRows(query)).Select(row => row[2]).ShouldBe(["row 3", "row 4"]);
        (await ReadRows(query with { Scope = new TenantScope.OwnAndSystem(Tenant) })).Select(row => row[2]).ShouldBe(["row 3", "row 4"]);
    }

    private static WriteOperation.InsertRow Row(Table table, TenantId tenant, int id, string name, int? rank = null) =>
        Given.Insert(table, tenant.Value, new Guid(id, 0, 0, new byte[8]), name, rank);

    private Task<Table> NewTable() =>
        Create(new Table(NewTableName(), [new("tenant_id", ColumnType.Uuid), new("id", ColumnType.Uuid), Name, Rank], []));

    private async Task<IEnumerable<object?>> Names(Table table, TenantScope scope, params RowOrder[] order) =>
        (await ReadRows(new RowQuery { Table = table, Scope = scope, Order = order })).Select(row => row[2]);
}
