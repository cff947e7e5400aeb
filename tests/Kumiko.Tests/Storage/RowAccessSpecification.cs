using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

/// <summary>Rows by their keys: read, locked, removed, and added in bulk.</summary>
public abstract class RowAccessSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    private readonly Guid _id = Guid.CreateVersion7();

    [Fact]
    public async Task Of_many_keys_those_rows_are_read_that_exist_and_each_once()
    {
        var tickets = await NewTickets();
        var stranger = new TenantId(Guid.CreateVersion7());
        var (mine, theirs) = (Given.Ticket(Tenant, _id, "mine"), Given.Ticket(stranger, _id, "theirs"));
        await Execute(Given.Insert(tickets, mine), Given.Insert(tickets, theirs), Given.Insert(tickets, Given.Ticket(Tenant, Guid.CreateVersion7())));

        var rows = await Read(s => s.ReadRows(tickets, [(Tenant, _id), (stranger, _id), (Tenant, _id), (stranger, Guid.CreateVersion7())]));

        rows.OrderBy(r => r[2]).ShouldBe([mine, theirs]);
        (await Read(s => s.ReadRows(tickets, [(Tenant, Guid.CreateVersion7())]))).ShouldBeEmpty();
        (await Read(s => s.ReadRows(tickets, Array.Empty<(TenantId, Guid)>()))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Keys_are_read_in_the_transaction_that_wrote_the_rows()
    {
        var tickets = await NewTickets();
        await using var session = Store.NewSession();
        await session.Begin();
        await session.Execute([Given.Insert(tickets, Given.Ticket(Tenant, _id))]);

        (await session.ReadRows(tickets, [(Tenant, _id)])).ShouldHaveSingleItem();
        (await Read(s => s.ReadRows(tickets, [(Tenant, _id)]))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_may_be_removed_whether_it_is_there_or_not()
    {
        var tickets = await NewTickets();
        var (stranger, others) = (new TenantId(Guid.CreateVersion7()), Guid.CreateVersion7());
        await Execute(
            Given.Insert(tickets, Given.Ticket(Tenant, _id, "a")), Given.Insert(tickets, Given.Ticket(Tenant, others, "b")),
            Given.Insert(tickets, Given.Ticket(stranger, _id, "c")));

        await Execute(new WriteOperation.RemoveRow(tickets, Tenant, _id));
        await Execute(
            new WriteOperation.RemoveRow(tickets, Tenant, _id),
            new WriteOperation.RemoveRow(tickets, Tenant, others),
            new WriteOperation.RemoveRow(tickets, stranger, others));

        (await ReadRow(tickets, _id)).ShouldBeNull();
        (await ReadRow(tickets, others)).ShouldBeNull();
        (await Read(s => s.ReadRow(tickets, new TenantScope.Own(stranger), _id))).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_removed_row_may_come_back_in_the_same_batch()
    {
        var tickets = await NewTickets();
        await Execute(Given.Insert(tickets, Given.Ticket(Tenant, _id, "old")));

        await Execute(
            new WriteOperation.RemoveRow(tickets, Tenant, _id),
            Given.Insert(tickets, Given.Ticket(Tenant, _id, "new")));

        (await ReadRow(tickets, _id))![2].ShouldBe("new");
    }

    [Fact]
    public async Task A_locked_row_is_changed_by_nobody_else_until_the_transaction_ends()
    {
        var tickets = await NewTickets();
        await Execute(Given.Insert(tickets, Given.Ticket(Tenant, _id, order: 1)));
        await using var session = Store.NewSession();
        await session.Begin();

        var row = (await session.LockRow(tickets, Tenant, _id)).ShouldNotBeNull();
        var other = Execute(new WriteOperation.UpsertRow(tickets, Given.Ticket(Tenant, _id, order: 10), [], [tickets.Ordinal("order")]));
        await session.Execute([new WriteOperation.UpdateRow(tickets, Tenant, _id, [tickets.Ordinal("order")], [(long)row[tickets.Ordinal("order")]! + 1])]);
        other.IsCompleted.ShouldBeFalse();
        await session.Commit();

        await other;
        (await ReadRow(tickets, _id))![tickets.Ordinal("order")].ShouldBe(12L);
    }

    [Fact]
    public async Task Counting_with_a_lock_loses_nothing()
    {
        var tickets = await NewTickets();
        await Execute(Given.Insert(tickets, Given.Ticket(Tenant, _id)));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                await using var session = Store.NewSession();
                await session.Begin();
                var row = await session.LockRow(tickets, Tenant, _id);
                var order = (long)row![tickets.Ordinal("order")]!;
                await session.Execute([new WriteOperation.UpdateRow(tickets, Tenant, _id, [tickets.Ordinal("order")], [order + 1])]);
                await session.Commit();
            }
        })));

        (await ReadRow(tickets, _id))![tickets.Ordinal("order")].ShouldBe(80L);
    }

    [Fact]
    public async Task A_row_that_does_not_exist_or_is_a_strangers_is_not_locked()
    {
        var tickets = await NewTickets();
        await Execute(Given.Insert(tickets, Given.Ticket(new TenantId(Guid.CreateVersion7()), _id)));
        await using var session = Store.NewSession();
        await session.Begin();

        (await session.LockRow(tickets, Tenant, _id)).ShouldBeNull();
    }

    [Fact]
    public async Task Without_a_transaction_nothing_is_locked_copied_or_swapped()
    {
        var tickets = await NewTickets();
        await using var session = Store.NewSession();

        await Should.ThrowAsync<InvalidOperationException>(() => session.LockRow(tickets, Tenant, _id));
        await Should.ThrowAsync<InvalidOperationException>(() => session.LockTable(tickets, TimeSpan.FromSeconds(1)));
        await Should.ThrowAsync<InvalidOperationException>(() => session.InsertRows(tickets, [Given.Ticket(Tenant, _id)]));
        await Should.ThrowAsync<InvalidOperationException>(() => session.SwapRows(tickets, tickets, tickets, Tenant));
        await Should.ThrowAsync<InvalidOperationException>(() => session.SwapTables(tickets, tickets, tickets, TimeSpan.FromSeconds(1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(3000)]
    public async Task Rows_in_bulk_arrive_as_they_were_sent(int count)
    {
        var everything = await Create(Everything(NewTableName()));
        var rows = Enumerable.Range(0, count).Select(i => SampleRow(i)).ToArray();
        await using var session = Store.NewSession();
        await session.Begin();

        await session.InsertRows(everything, rows);

        (await CountRows(new RowQuery { Table = everything, Scope = new TenantScope.Own(Tenant) })).ShouldBe(0);
        await session.Commit();
        var stored = await ReadRows(new RowQuery { Table = everything, Scope = new TenantScope.Own(Tenant) });
        stored.Count.ShouldBe(count);
        foreach (var (expected, actual) in rows.OrderBy(r => r[1]).Zip(stored.OrderBy(r => r[1])))
        {
            for (var i = 0; i < expected.Length; i++)
            {
                if (everything.Columns[i].Type == ColumnType.Json && expected[i] is string json)
                {
                    ShouldBeSameJson((string)actual[i]!, json);
                }
                else
                {
                    actual[i].ShouldBe(expected[i]);
                }
            }
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2000)]
    public async Task A_repetition_among_rows_in_bulk_is_refused_and_named(int count)
    {
        var tickets = await NewTickets();
        object?[][] rows = [.. Enumerable.Range(0, count).Select(i => Given.Ticket(Tenant, Guid.CreateVersion7(), $"t{i}", number: i == 7 ? 3 : i))];
        await using (var session = Store.NewSession())
        {
            await session.Begin();
            var refused = await Should.ThrowAsync<UniqueIndexException>(() => session.InsertRows(tickets, rows));
            refused.Index.ShouldBe($"{tickets.Name}_number");
            await Should.ThrowAsync<InvalidOperationException>(() => session.Commit());
        }

        (await CountRows(new RowQuery { Table = tickets, Scope = new TenantScope.Own(Tenant) })).ShouldBe(0);
    }

    private Task<Table> NewTickets() => Create(Given.Tickets(NewTableName()));

    private static Table Everything(string name) => new(
        name,
        [
            new("tenant_id", ColumnType.Uuid), new("id", ColumnType.Uuid),
            .. EdgeValues.All.Values.SelectMany((v, i) => new[] { v.Column with { Name = $"required_{i}" }, v.Nullable with { Name = $"optional_{i}" } }),
        ],
        []);

    private object?[] SampleRow(int number)
    {
        var values = EdgeValues.All.Values.Select(v => v.Ascending[number % v.Ascending.Length]);
        return [Tenant.Value, Guid.CreateVersion7(), .. values.SelectMany(v => new[] { v, number % 2 == 0 ? v : null })];
    }
}
