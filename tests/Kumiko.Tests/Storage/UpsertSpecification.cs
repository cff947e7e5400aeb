using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

/// <summary>Rows that are added or, where they exist, changed: what projections write.</summary>
public abstract class UpsertSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    private static readonly Column Label = new("label", ColumnType.Text, IsNullable: true);
    private static readonly Column Count = new("count", ColumnType.Int32);
    private static readonly Column Total = new("total", ColumnType.Int64, IsNullable: true);
    private static readonly Column Weight = new("weight", ColumnType.Double);
    private static readonly Column Amount = new("amount", ColumnType.Decimal) { Precision = 12, Scale = 2 };
    private static readonly Column Wide = new("wide amount", ColumnType.Decimal, IsNullable: true) { Precision = 28, Scale = 10 };
    private static readonly Column Extra = new("extra", ColumnType.Json, IsNullable: true);

    private readonly Guid _id = Guid.CreateVersion7();

    [Fact]
    public async Task A_row_that_is_not_there_is_added_whole()
    {
        var table = await NewCounters();

        await Execute(Upsert(table, Row(_id, "first", count: 2, total: 3), set: [Label], add: [Count, Total]));

        (await ReadRow(table, _id)).ShouldBe(Row(_id, "first", count: 2, total: 3));
    }

    [Fact]
    public async Task Of_a_row_that_is_there_some_columns_are_set_some_added_to_and_the_others_stay()
    {
        var table = await NewCounters();
        await Execute(Given.Insert(table, Row(_id, "first", count: 2, total: 3, amount: 1.10m, wide: 0.1m, weight: 0.5, extra: """{"a":1}""")));

        await Execute(Upsert(
            table,
            Row(_id, "second", count: 40, total: 50, amount: 2.20m, wide: 0.02m, weight: 0.25, extra: """{"b":2}"""),
            set: [Label], add: [Count, Amount, Wide, Weight]));

        var row = (await ReadRow(table, _id))!;
        row[table.OrdinalOf(Label)].ShouldBe("second");
        row[table.OrdinalOf(Count)].ShouldBe(42);
        row[table.OrdinalOf(Total)].ShouldBe(3L);
        row[table.OrdinalOf(Weight)].ShouldBe(0.75);
        row[table.OrdinalOf(Amount)].ShouldBe(3.30m);
        row[table.OrdinalOf(Wide)].ShouldBe(0.12m);
        ShouldBeSameJson((string)row[table.OrdinalOf(Extra)]!, """{"a":1}""");
    }

    [Fact]
    public async Task A_null_counts_as_zero_on_either_side()
    {
        var table = await NewCounters();
        var (other, both) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Execute(
            Given.Insert(table, Row(_id, total: null, wide: null)), Given.Insert(table, Row(other, total: 5, wide: 5)), Given.Insert(table, Row(both, total: null, wide: null)));

        await Execute(
            Upsert(table, Row(_id, total: 7, wide: 7), set: [], add: [Total, Wide]),
            Upsert(table, Row(other, total: null, wide: null), set: [], add: [Total, Wide]),
            Upsert(table, Row(both, total: null, wide: null), set: [], add: [Total, Wide]));

        (await Totals(table, _id)).ShouldBe((7L, 7m));
        (await Totals(table, other)).ShouldBe((5L, 5m));
        (await Totals(table, both)).ShouldBe((0L, 0m));
    }

    [Fact]
    public async Task A_value_can_be_set_to_null_and_to_json()
    {
        var table = await NewCounters();
        await Execute(Given.Insert(table, Row(_id, "first", total: 3)));

        await Execute(Upsert(table, Row(_id, label: null, total: null, extra: """{"text":"it's ✓"}"""), set: [Label, Total, Extra], add: []));

        var row = (await ReadRow(table, _id))!;
        row[table.OrdinalOf(Label)].ShouldBeNull();
        row[table.OrdinalOf(Total)].ShouldBeNull();
        ShouldBeSameJson((string)row[table.OrdinalOf(Extra)]!, """{"text":"it's ✓"}""");
    }

    [Fact]
    public async Task Without_a_column_to_change_an_existing_row_stays_as_it_is()
    {
        var table = await NewCounters();
        await Execute(Given.Insert(table, Row(_id, "first", count: 1)));

        await Execute(Upsert(table, Row(_id, "second", count: 2), set: [], add: []));

        (await ReadRow(table, _id)).ShouldBe(Row(_id, "first", count: 1));
    }

    [Fact]
    public async Task Another_tenants_row_of_the_same_id_is_another_row()
    {
        var table = await NewCounters();
        var stranger = new TenantId(Guid.CreateVersion7());
        object?[] theirs = [stranger.Value, .. Row(_id, "theirs", count: 1).Skip(1)];
        await Execute(Given.Insert(table, theirs));

        await Execute(Upsert(table, Row(_id, "mine", count: 5), set: [Label], add: [Count]));

        (await ReadRow(table, _id)).ShouldBe(Row(_id, "mine", count: 5));
        (await Read(s => s.ReadRow(table, new TenantScope.Own(stranger), _id))).ShouldBe(theirs);
    }

    [Fact]
    public async Task The_same_row_may_come_again_in_a_batch_and_order_decides()
    {
        var table = await NewCounters();
        var other = Guid.CreateVersion7();

        await Execute(
            Upsert(table, Row(_id, "a", count: 1), set: [Label], add: [Count]),
            Upsert(table, Row(other, "b", count: 10), set: [Label], add: [Count]),
            Upsert(table, Row(_id, "c", count: 100), set: [Label], add: [Count]),
            Upsert(table, Row(_id, "d", count: 7), set: [Count], add: []),
            Upsert(table, Row(other, "e", count: 1000), set: [Label], add: [Count]),
            Upsert(table, Row(_id, "f", count: 1), set: [Label], add: [Count]));

        (await ReadRow(table, _id)).ShouldBe(Row(_id, "f", count: 8));
        (await ReadRow(table, other)).ShouldBe(Row(other, "e", count: 1010));
    }

    [Fact]
    public async Task Upserts_keep_their_place_among_the_other_operations_on_their_table()
    {
        var table = await NewCounters();
        var removed = Guid.CreateVersion7();

        await Execute(
            Given.Insert(table, Row(_id, "inserted", count: 1)),
            Upsert(table, Row(_id, count: 10), set: [], add: [Count]),
            new WriteOperation.UpdateRow(table, Tenant, _id, [table.OrdinalOf(Label)], ["updated"]),
            Upsert(table, Row(removed, count: 1), set: [], add: [Count]),
            new WriteOperation.DeleteRow(table, Tenant, removed),
            Upsert(table, Row(removed, "again", count: 5), set: [], add: [Count]),
            Upsert(table, Row(_id, count: 100), set: [], add: [Count]));

        (await ReadRow(table, _id)).ShouldBe(Row(_id, "updated", count: 111));
        (await ReadRow(table, removed)).ShouldBe(Row(removed, "again", count: 5));
    }

    [Fact]
    public async Task Many_rows_of_a_batch_are_added_or_changed_each_by_itself()
    {
        var table = await NewCounters();
        var ids = Enumerable.Range(0, 300).Select(_ => Guid.NewGuid()).ToArray();
        await Execute([.. ids.Where((_, i) => i % 2 == 0).Select((id, i) => Given.Insert(table, Row(id, "old", count: 1)))]);

        await Execute([.. ids.Select((id, i) => Upsert(table, Row(id, $"new {i}", count: i, amount: i / 100m), set: [Label], add: [Count, Amount]))]);

        var rows = (await Read(s => s.ReadRows(table, [.. ids.Select(id => (Tenant, id))]))).ToDictionary(r => (Guid)r[1]!);
        rows.Count.ShouldBe(300);
        for (var i = 0; i < ids.Length; i++)
        {
            rows[ids[i]].ShouldBe(Row(ids[i], $"new {i}", count: i % 2 == 0 ? i + 1 : i, amount: i / 100m));
        }
    }

    [Fact]
    public async Task Concurrent_additions_to_the_same_rows_are_all_counted()
    {
        const int Writers = 8, Each = 25;
        var table = await NewCounters();
        var ids = Enumerable.Range(0, 20).Select(_ => Guid.NewGuid()).ToArray();

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var random = new Random(writer);
            for (var i = 0; i < Each; i++)
            {
                var shuffled = ids.ToArray();
                random.Shuffle(shuffled);
                await Execute([.. shuffled.Select(id => Upsert(table, Row(id, count: 1), set: [], add: [Count]))]);
            }
        })));

        var rows = await Read(s => s.ReadRows(table, [.. ids.Select(id => (Tenant, id))]));
        rows.Select(r => r[table.OrdinalOf(Count)]).ShouldBe(Enumerable.Repeat<object?>(Writers * Each, ids.Length));
    }

    [Fact]
    public async Task Another_unique_index_still_refuses_and_takes_the_batch_with_it()
    {
        var tickets = await Create(Given.Tickets(NewTableName()));
        var stream = NewStream();
        await Execute(Given.Insert(tickets, Given.Ticket(Tenant, _id, "Lamp", 7)));

        var refused = await Should.ThrowAsync<UniqueIndexException>(() => Execute(
            Given.Append(stream, 1),
            new WriteOperation.UpsertRow(tickets, Given.Ticket(Tenant, Guid.CreateVersion7(), "Desk", 7), [tickets.Ordinal("title")], [])));

        refused.ShouldSatisfyAllConditions(e => e.Table.ShouldBe(tickets.Name), e => e.Index.ShouldBe($"{tickets.Name}_number"));
        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
    }

    [Fact]
    public async Task One_row_may_give_a_unique_value_up_before_another_takes_it()
    {
        var tickets = await Create(Given.Tickets(NewTableName()));
        var ids = Enumerable.Range(0, 2).Select(_ => Guid.NewGuid()).OrderDescending().ToArray();
        await Execute(Given.Insert(tickets, Given.Ticket(Tenant, ids[0], "a", 7)));

        await Execute(
            new WriteOperation.UpsertRow(tickets, Given.Ticket(Tenant, ids[0], "a", 8), [tickets.Ordinal("number")], []),
            new WriteOperation.UpsertRow(tickets, Given.Ticket(Tenant, ids[1], "b", 7), [tickets.Ordinal("number")], []));

        (await ReadRow(tickets, ids[1]))![3].ShouldBe(7);
    }

    [Fact]
    public async Task A_sum_that_does_not_fit_its_column_is_refused()
    {
        var table = await NewCounters();
        await Execute(Given.Insert(table, Row(_id, count: int.MaxValue, amount: 9_999_999_999.99m, wide: 999_999_999_999_999_999m)));

        foreach (var (column, row) in new[] { (Count, Row(_id, count: 1)), (Amount, Row(_id, amount: 0.01m)), (Wide, Row(_id, wide: 1m)) })
        {
            await Should.ThrowAsync<Exception>(() => Execute(Upsert(table, row, set: [], add: [column])));
        }

        (await ReadRow(table, _id)).ShouldBe(Row(_id, count: int.MaxValue, amount: 9_999_999_999.99m, wide: 999_999_999_999_999_999m));
    }

    private Task<Table> NewCounters() => Create(new Table(
        NewTableName(), [new("tenant_id", ColumnType.Uuid), new("id", ColumnType.Uuid), Label, Count, Total, Weight, Amount, Wide, Extra], []));

    private object?[] Row(
        Guid id, string? label = null, int count = 0, long? total = 0, double weight = 0, decimal amount = 0, decimal? wide = 0, string? extra = null) =>
        [Tenant.Value, id, label, count, total, weight, amount, wide, extra];

    private static WriteOperation.UpsertRow Upsert(Table table, object?[] values, Column[] set, Column[] add) =>
        new(table, values, [.. set.Select(table.OrdinalOf)], [.. add.Select(table.OrdinalOf)]);

    private async Task<(object?, object?)> Totals(Table table, Guid id)
    {
        var row = (await ReadRow(table, id))!;
        return (row[table.OrdinalOf(Total)], row[table.OrdinalOf(Wide)]);
    }
}
