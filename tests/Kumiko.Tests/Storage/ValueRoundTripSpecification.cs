using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

public abstract class ValueRoundTripSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    public static TheoryData<string> AllTypes => [.. EdgeValues.All.Keys];

    public static TheoryData<string> OrderedTypes => [.. EdgeValues.All.Where(t => t.Value.IsOrdered).Select(t => t.Key)];

    [Fact]
    public void Every_column_type_has_edge_values() =>
        EdgeValues.All.Values.Select(v => v.Column.Type).Distinct().ShouldBe(Enum.GetValues<ColumnType>(), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(AllTypes))]
    public async Task Every_value_survives_insertion_and_update(string type)
    {
        var edge = EdgeValues.All[type];
        var table = await NewTable(edge.Nullable);
        foreach (var value in edge.Ascending)
        {
            var (inserted, updated) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            await Execute(
                Given.Insert(table, Tenant.Value, inserted, value),
                Given.Insert(table, Tenant.Value, updated, null),
                new WriteOperation.UpdateRow(table, Tenant, updated, [2], [value]));

            ShouldBeSame((await ReadRow(table, inserted))![2], value);
            ShouldBeSame((await ReadRow(table, updated))![2], value);
        }
    }

    [Theory]
    [MemberData(nameof(AllTypes))]
    public async Task Null_survives_insertion_and_update(string type)
    {
        var edge = EdgeValues.All[type];
        var table = await NewTable(edge.Nullable);
        var (inserted, updated) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await Execute(
            Given.Insert(table, Tenant.Value, inserted, null),
            Given.Insert(table, Tenant.Value, updated, edge.Ascending[0]),
            new WriteOperation.UpdateRow(table, Tenant, updated, [2], [null]));

        (await ReadRow(table, inserted))![2].ShouldBeNull();
        (await ReadRow(table, updated))![2].ShouldBeNull();
        (await Count(table, new RowFilter.IsNull(edge.Nullable))).ShouldBe(2);
        (await Count(table, new RowFilter.IsNotNull(edge.Nullable))).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(OrderedTypes))]
    public async Task Every_value_is_compared_by_its_meaning(string type)
    {
        var edge = EdgeValues.All[type];
        var (table, count) = (await Filled(edge), edge.Ascending.Length);

        for (var i = 0; i < count; i++)
        {
            (await Count(edge, table, i, Comparison.Equal)).ShouldBe(1);
            (await Count(edge, table, i, Comparison.NotEqual)).ShouldBe(count, "all others, and the null");
            (await Count(edge, table, i, Comparison.Less)).ShouldBe(i);
            (await Count(edge, table, i, Comparison.LessOrEqual)).ShouldBe(i + 1);
            (await Count(edge, table, i, Comparison.Greater)).ShouldBe(count - i - 1);
            (await Count(edge, table, i, Comparison.GreaterOrEqual)).ShouldBe(count - i);
        }
    }

    [Theory]
    [MemberData(nameof(OrderedTypes))]
    public async Task Every_value_can_be_one_of_several(string type)
    {
        var edge = EdgeValues.All[type];
        var table = await Filled(edge);

        (await Count(table, new RowFilter.OneOf(edge.Nullable, edge.Ascending))).ShouldBe(edge.Ascending.Length);
        (await Count(table, new RowFilter.OneOf(edge.Nullable, [edge.Ascending[^1], edge.Ascending[0], edge.Ascending[0]]))).ShouldBe(2);
        (await Count(table, new RowFilter.Not(new RowFilter.OneOf(edge.Nullable, edge.Ascending)))).ShouldBe(1, "the null");
    }

    [Theory]
    [MemberData(nameof(OrderedTypes))]
    public async Task Every_value_is_ordered_by_its_meaning(string type)
    {
        var edge = EdgeValues.All[type];
        var table = await Filled(edge);

        (await Ordered(table, edge, SortDirection.Ascending)).ShouldBe([.. edge.Ascending, null]);
        (await Ordered(table, edge, SortDirection.Descending)).ShouldBe([null, .. edge.Ascending.Reverse()]);
    }

    [Theory]
    [MemberData(nameof(OrderedTypes))]
    public async Task Every_value_is_unique_by_its_meaning(string type)
    {
        var edge = EdgeValues.All[type];
        var name = NewTableName();
        var table = NewTable(name, edge.Column);
        table = await Create(new Table(name, table.Columns, [new($"{name}_value", [table.TenantColumn, edge.Column]) { IsUnique = true }]));
        await Execute([.. edge.Ascending.Select(value => Given.Insert(table, Tenant.Value, Guid.CreateVersion7(), value))]);

        foreach (var value in edge.Ascending)
        {
            (await Should.ThrowAsync<UniqueIndexException>(() => Execute(Given.Insert(table, Tenant.Value, Guid.CreateVersion7(), value))))
                .Index.ShouldBe($"{name}_value");
        }
    }

    [Fact]
    public async Task A_decimal_is_the_same_however_many_zeros_were_written()
    {
        var edge = EdgeValues.All["decimal(28,10)"];
        var table = await Filled(edge);

        (await Count(table, new RowFilter.Compare(edge.Nullable, Comparison.Equal, 9.000m))).ShouldBe(1);
        (await Count(table, new RowFilter.Compare(edge.Nullable, Comparison.LessOrEqual, 9.000m))).ShouldBe(6);
    }

    [Theory]
    [InlineData("decimal(5,2)", "0.015", 6, 4)]
    [InlineData("decimal(5,2)", "-0.015", 3, 7)]
    [InlineData("decimal(5,2)", "100000", 10, 0)]
    [InlineData("decimal(5,2)", "-100000", 0, 10)]
    [InlineData("decimal(28,10)", "0.00000000005", 4, 4)]
    [InlineData("decimal(28,10)", "79228162514264337593543950335", 8, 0)]
    [InlineData("decimal(28,28)", "79228162514264337593543950335", 5, 0)]
    [InlineData("decimal(28,28)", "-79228162514264337593543950335", 0, 5)]
    public async Task A_decimal_is_compared_with_values_that_its_column_could_not_hold(string type, string value, int smaller, int larger)
    {
        var edge = EdgeValues.All[type];
        var table = await Filled(edge);
        Task<long> Matching(Comparison comparison) => Count(table, new RowFilter.Compare(edge.Nullable, comparison, decimal.Parse(value)));

        (await Matching(Comparison.Less)).ShouldBe(smaller);
        (await Matching(Comparison.LessOrEqual)).ShouldBe(smaller);
        (await Matching(Comparison.Greater)).ShouldBe(larger);
        (await Matching(Comparison.GreaterOrEqual)).ShouldBe(larger);
        (await Matching(Comparison.Equal)).ShouldBe(0);
        (await Matching(Comparison.NotEqual)).ShouldBe(smaller + larger + 1);
        (await Count(table, new RowFilter.OneOf(edge.Nullable, [decimal.Parse(value)]))).ShouldBe(0);
    }

    [Fact]
    public async Task A_very_long_text_is_read_back()
    {
        var table = await NewTable(new Column("value", ColumnType.Text));
        var (id, text) = (Guid.CreateVersion7(), string.Concat(Enumerable.Repeat("äöü😀 ", 200_000)));

        await Execute(Given.Insert(table, Tenant.Value, id, text));

        (await ReadRow(table, id))![2].ShouldBe(text);
    }

    [Fact]
    public async Task What_is_neither_json_object_nor_array_is_refused()
    {
        var table = await NewTable(new Column("value", ColumnType.Json));

        foreach (var text in new[] { "", "{", "tickets" })
        {
            var refused = await Should.ThrowAsync<Exception>(() => Execute(Given.Insert(table, Tenant.Value, Guid.CreateVersion7(), text)));
            refused.ShouldNotBeAssignableTo<StoreException>();
        }

        (await Count(table, RowFilter.Everything)).ShouldBe(0);
    }

    private static void ShouldBeSame(object? actual, object expected)
    {
        actual.ShouldNotBeNull().GetType().ShouldBe(expected.GetType());
        if (expected is string text && text is ['{' or '[', ..])
        {
            ShouldBeSameJson((string)actual, text);
        }
        else
        {
            actual.ShouldBe(expected);
        }
    }

    private static Table NewTable(string name, Column value) => new(name, [new("tenant_id", ColumnType.Uuid), new("id", ColumnType.Uuid), value], []);

    private Task<Table> NewTable(Column value) => Create(NewTable(NewTableName(), value));

    private async Task<Table> Filled(EdgeValues edge)
    {
        var table = await NewTable(edge.Nullable);
        object?[] shuffled = [null, .. edge.Ascending.Where((_, i) => i % 2 == 1), .. edge.Ascending.Where((_, i) => i % 2 == 0).Reverse()];
        await Execute([.. shuffled.Select(value => Given.Insert(table, Tenant.Value, Guid.CreateVersion7(), value))]);
        return table;
    }

    private Task<long> Count(EdgeValues edge, Table table, int index, Comparison comparison) =>
        Count(table, new RowFilter.Compare(edge.Nullable, comparison, edge.Ascending[index]));

    private Task<long> Count(Table table, RowFilter filter) =>
        CountRows(new RowQuery { Table = table, Scope = new TenantScope.Own(Tenant), Filter = filter });

    private async Task<IEnumerable<object?>> Ordered(Table table, EdgeValues edge, SortDirection direction)
    {
        var query = new RowQuery { Table = table, Scope = new TenantScope.OwnAndSystem(Tenant), Order = [new RowOrder(edge.Nullable, direction)] };
        return (await ReadRows(query)).Select(row => row[2]);
    }
}
