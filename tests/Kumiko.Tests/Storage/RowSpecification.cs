using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

public abstract class RowSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    private readonly Guid _id = Guid.CreateVersion7();

    [Fact]
    public async Task An_inserted_row_is_read_back()
    {
        var tickets = await NewTickets();
        await Execute(Given.Insert(tickets, Given.Ticket(Tenant, _id, "Lamp", 7, order: 3)));

        (await ReadRow(tickets, _id)).ShouldBe([Tenant.Value, _id, "Lamp", 7, 3L, false]);
    }

    [Fact]
    public async Task A_row_that_does_not_exist_is_null()
    {
        var tickets = await NewTickets();

        (await ReadRow(tickets, _id)).ShouldBeNull();
    }

    [Fact]
    public async Task An_update_changes_the_named_columns_of_one_row_only()
    {
        var tickets = await NewTickets();
        var other = Guid.CreateVersion7();
        await Execute(Given.Insert(tickets, Given.Ticket(Tenant, _id, "Lamp", 1)), Given.Insert(tickets, Given.Ticket(Tenant, other, "Desk", 2)));

        await Execute(new WriteOperation.UpdateRow(tickets, Tenant, _id, [tickets.Ordinal("order"), tickets.Ordinal("number")], [9L, null]));

        (await ReadRow(tickets, _id)).ShouldBe([Tenant.Value, _id, "Lamp", null, 9L, false]);
        (await ReadRow(tickets, other)).ShouldBe([Tenant.Value, other, "Desk", 2, 0L, false]);
    }

    [Fact]
    public async Task A_deleted_row_is_gone()
    {
        var tickets = await NewTickets();
        await Execute(Given.Insert(tickets, Given.Ticket(Tenant, _id)));

        await Execute(new WriteOperation.DeleteRow(tickets, Tenant, _id));

        (await ReadRow(tickets, _id)).ShouldBeNull();
    }

    [Fact]
    public async Task The_operations_of_a_batch_see_what_came_before_them()
    {
        var tickets = await NewTickets();

        await Execute(
            Given.Insert(tickets, Given.Ticket(Tenant, _id, "Lamp")),
            new WriteOperation.UpdateRow(tickets, Tenant, _id, [tickets.Ordinal("title")], ["Desk"]),
            new WriteOperation.DeleteRow(tickets, Tenant, _id),
            Given.Insert(tickets, Given.Ticket(Tenant, _id, "Chair")));

        (await ReadRow(tickets, _id))![2].ShouldBe("Chair");
    }

    [Fact]
    public async Task An_update_that_meets_no_row_is_corruption_and_undoes_its_batch()
    {
        var tickets = await NewTickets();
        var stream = NewStream();

        await Should.ThrowAsync<InvalidOperationException>(
            () => Execute(Given.Append(stream, 1), new WriteOperation.UpdateRow(tickets, Tenant, _id, [tickets.Ordinal("title")], ["Desk"])));

        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
    }

    [Fact]
    public async Task A_delete_that_meets_no_row_is_corruption_and_undoes_its_batch()
    {
        var tickets = await NewTickets();
        var stream = NewStream();

        await Should.ThrowAsync<InvalidOperationException>(() => Execute(Given.Append(stream, 1), new WriteOperation.DeleteRow(tickets, Tenant, _id)));

        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
    }

    [Fact]
    public async Task Neither_update_nor_delete_reach_another_tenants_row_of_the_same_id()
    {
        var tickets = await NewTickets();
        var stranger = new TenantId(Guid.CreateVersion7());
        await Execute(Given.Insert(tickets, Given.Ticket(Tenant, _id)), Given.Insert(tickets, Given.Ticket(stranger, _id)));

        await Execute(new WriteOperation.UpdateRow(tickets, stranger, _id, [tickets.Ordinal("title")], ["Desk"]));
        (await ReadRow(tickets, _id))![2].ShouldBe("Lamp");

        await Execute(new WriteOperation.DeleteRow(tickets, stranger, _id));
        (await ReadRow(tickets, _id)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_second_row_of_the_same_id_is_refused_by_the_primary_key()
    {
        var tickets = await NewTickets();
        await Execute(Given.Insert(tickets, Given.Ticket(Tenant, _id)));

        var refused = await Should.ThrowAsync<UniqueIndexException>(() => Execute(Given.Insert(tickets, Given.Ticket(Tenant, _id, "Desk"))));

        refused.Table.ShouldBe(tickets.Name);
        refused.Index.ShouldBe($"{tickets.Name}_pkey");
        (await ReadRow(tickets, _id))![2].ShouldBe("Lamp");
    }

    [Fact]
    public async Task A_unique_index_refuses_a_repetition_and_says_which_index_it_was()
    {
        var tickets = await NewTickets();
        await Execute(Given.Insert(tickets, Given.Ticket(Tenant, _id, "Lamp", 7)));

        var byNumber = await Should.ThrowAsync<UniqueIndexException>(() => Execute(Given.Insert(tickets, Given.Ticket(Tenant, Guid.CreateVersion7(), "Desk", 7))));
        var byTitle = await Should.ThrowAsync<UniqueIndexException>(() => Execute(Given.Insert(tickets, Given.Ticket(Tenant, Guid.CreateVersion7(), "Lamp", 8))));

        byNumber.Index.ShouldBe($"{tickets.Name}_number");
        byTitle.Index.ShouldBe($"{tickets.Name}_title");
        byTitle.Table.ShouldBe(tickets.Name);
    }

    [Fact]
    public async Task An_update_can_run_into_a_unique_index_too()
    {
        var tickets = await NewTickets();
        await Execute(
            Given.Insert(tickets, Given.Ticket(Tenant, _id, "Lamp", 7)),
            Given.Insert(tickets, Given.Ticket(Tenant, Guid.CreateVersion7(), "Desk", 8)));

        var refused = await Should.ThrowAsync<UniqueIndexException>(
            () => Execute(new WriteOperation.UpdateRow(tickets, Tenant, _id, [tickets.Ordinal("number")], [8])));

        refused.Index.ShouldBe($"{tickets.Name}_number");
        (await ReadRow(tickets, _id))![3].ShouldBe(7);
    }

    [Fact]
    public async Task A_unique_index_knows_tenants_and_does_not_compare_nulls()
    {
        var tickets = await NewTickets();
        var stranger = new TenantId(Guid.CreateVersion7());

        await Execute(
            Given.Insert(tickets, Given.Ticket(Tenant, _id, "Lamp", 7)),
            Given.Insert(tickets, Given.Ticket(stranger, _id, "Lamp", 7)),
            Given.Insert(tickets, Given.Ticket(Tenant, Guid.CreateVersion7(), "Desk")),
            Given.Insert(tickets, Given.Ticket(Tenant, Guid.CreateVersion7(), "Chair")));

        (await CountRows(new RowQuery { Table = tickets, Scope = new TenantScope.Own(Tenant) })).ShouldBe(3);
    }

    [Fact]
    public async Task A_partial_unique_index_forgets_rows_that_left_it()
    {
        var tickets = await NewTickets();
        await Execute(Given.Insert(tickets, Given.Ticket(Tenant, _id, "Lamp", isDeleted: true)));
        var second = Guid.CreateVersion7();
        await Execute(Given.Insert(tickets, Given.Ticket(Tenant, second, "Lamp")));

        await Should.ThrowAsync<UniqueIndexException>(
            () => Execute(new WriteOperation.UpdateRow(tickets, Tenant, _id, [tickets.Ordinal("is_deleted")], [false])));
        await Execute(
            new WriteOperation.UpdateRow(tickets, Tenant, second, [tickets.Ordinal("is_deleted")], [true]),
            new WriteOperation.UpdateRow(tickets, Tenant, _id, [tickets.Ordinal("is_deleted")], [false]));

        (await ReadRow(tickets, _id))![5].ShouldBe(false);
    }

    [Fact]
    public async Task A_null_where_none_may_be_is_refused_by_the_database()
    {
        var tickets = await NewTickets();

        var refused = await Should.ThrowAsync<Exception>(() => Execute(Given.Insert(tickets, Tenant.Value, _id, null, null, 0L, false)));

        refused.ShouldNotBeAssignableTo<StoreException>();
        (await ReadRow(tickets, _id)).ShouldBeNull();
    }

    [Fact]
    public async Task A_scope_decides_whose_rows_are_seen()
    {
        var tickets = await NewTickets();
        var stranger = new TenantId(Guid.CreateVersion7());
        await Execute(
            Given.Insert(tickets, Given.Ticket(Tenant, _id, "ours")),
            Given.Insert(tickets, Given.Ticket(stranger, Guid.CreateVersion7(), "theirs")),
            Given.Insert(tickets, Given.Ticket(TenantId.System, Guid.CreateVersion7(), "everyone's")));

        (await Titles(tickets, new TenantScope.Own(Tenant))).ShouldBe(["ours"]);
        (await Titles(tickets, new TenantScope.OwnAndSystem(Tenant))).ShouldBe(["ours", "everyone's"], ignoreOrder: true);
        (await Titles(tickets, new TenantScope.OwnAndSystem(TenantId.System))).ShouldBe(["everyone's"]);
        (await Titles(tickets, new TenantScope.All("test"))).ShouldBe(["ours", "theirs", "everyone's"], ignoreOrder: true);
        (await CountRows(new RowQuery { Table = tickets, Scope = new TenantScope.Own(Tenant) })).ShouldBe(1);
        (await CountRows(new RowQuery { Table = tickets, Scope = new TenantScope.OwnAndSystem(Tenant) })).ShouldBe(2);
        (await CountRows(new RowQuery { Table = tickets, Scope = new TenantScope.OwnAndSystem(TenantId.System) })).ShouldBe(1);
        (await CountRows(new RowQuery { Table = tickets, Scope = new TenantScope.All("test") })).ShouldBe(3);
    }

    [Fact]
    public async Task A_single_row_is_found_only_inside_the_scope()
    {
        var tickets = await NewTickets();
        var shared = Guid.CreateVersion7();
        var foreign = Guid.CreateVersion7();
        await Execute(
            Given.Insert(tickets, Given.Ticket(TenantId.System, shared)),
            Given.Insert(tickets, Given.Ticket(new TenantId(Guid.CreateVersion7()), foreign)));

        (await ReadRow(tickets, shared)).ShouldBeNull();
        (await ReadRow(tickets, foreign)).ShouldBeNull();
        (await Read(s => s.ReadRow(tickets, new TenantScope.OwnAndSystem(Tenant), shared))).ShouldNotBeNull();
        (await Read(s => s.ReadRow(tickets, new TenantScope.OwnAndSystem(Tenant), foreign))).ShouldBeNull();
        (await Read(s => s.ReadRow(tickets, new TenantScope.All("test"), foreign))).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-0000000000aa")]
    [InlineData("ffffffff-0000-7000-8000-0000000000aa")]
    public async Task The_tenants_own_row_wins_over_the_system_tenants_row_of_the_same_id(string tenant)
    {
        var tickets = await NewTickets();
        var own = TenantId.Parse(tenant);
        await Execute(
            Given.Insert(tickets, Given.Ticket(TenantId.System, _id, "everyone's")),
            Given.Insert(tickets, Given.Ticket(own, _id, "ours")));

        (await Read(s => s.ReadRow(tickets, new TenantScope.OwnAndSystem(own), _id)))![2].ShouldBe("ours");
        (await CountRows(new RowQuery { Table = tickets, Scope = new TenantScope.OwnAndSystem(own) })).ShouldBe(2);
    }

    private Task<Table> NewTickets() => Create(Given.Tickets(NewTableName()));

    private async Task<IEnumerable<object?>> Titles(Table table, TenantScope scope) =>
        (await ReadRows(new RowQuery { Table = table, Scope = scope })).Select(row => row[2]);
}
