using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

/// <summary>Rows that a batch requires: it is carried out only when all of them are there at its end.</summary>
public abstract class RequiredRowSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    private readonly Guid _id = Guid.CreateVersion7();

    public static TheoryData<bool> Keeping => [true, false];

    [Theory, MemberData(nameof(Keeping))]
    public async Task A_batch_whose_rows_are_there_is_carried_out(bool keeps)
    {
        var tickets = await Create(Given.Tickets(NewTableName()));
        var (other, written) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Execute(Given.Insert(tickets, Given.Ticket(Tenant, _id, "a")), Given.Insert(tickets, Given.Ticket(Tenant, other, "b")));

        await Execute(Given.Insert(tickets, Given.Ticket(Tenant, written, "c")), Require(tickets, keeps, _id), Require(tickets, keeps, other, _id), Require(tickets, keeps));

        (await ReadRow(tickets, written)).ShouldNotBeNull();
    }

    [Theory, MemberData(nameof(Keeping))]
    public async Task A_batch_that_misses_a_row_does_nothing(bool keeps)
    {
        var tickets = await Create(Given.Tickets(NewTableName()));
        var written = Guid.CreateVersion7();
        var stream = NewStream();
        await Execute(Given.Insert(tickets, Given.Ticket(Tenant, _id, "a")));

        await Should.ThrowAsync<MissingRowException>(() => Execute(
            Given.Append(stream, 1), Given.Insert(tickets, Given.Ticket(Tenant, written, "b")), Require(tickets, keeps, _id, Guid.CreateVersion7())));

        (await ReadRow(tickets, written)).ShouldBeNull();
        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
    }

    [Theory, MemberData(nameof(Keeping))]
    public async Task Another_tenants_row_is_none_and_the_systems_is_everyones(bool keeps)
    {
        var tickets = await Create(Given.Tickets(NewTableName()));
        var (theirs, shared) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Execute(
            Given.Insert(tickets, Given.Ticket(new TenantId(Guid.CreateVersion7()), theirs, "theirs")),
            Given.Insert(tickets, Given.Ticket(TenantId.System, shared, "shared")));

        await Execute(Require(tickets, keeps, shared));
        await Should.ThrowAsync<MissingRowException>(() => Execute(Require(tickets, keeps, theirs)));
    }

    [Theory, MemberData(nameof(Keeping))]
    public async Task A_row_that_is_marked_as_deleted_is_missing_where_the_mark_counts(bool keeps)
    {
        var tickets = await Create(Given.Tickets(NewTableName()));
        await Execute(Given.Insert(tickets, Given.Ticket(Tenant, _id, isDeleted: true)));

        await Execute(Require(tickets, keeps, _id));
        await Should.ThrowAsync<MissingRowException>(() => Execute(Require(tickets, keeps, _id) with { OnlyWhereFalse = tickets.Column("is_deleted") }));
    }

    [Theory, MemberData(nameof(Keeping))]
    public async Task The_end_of_the_batch_counts_wherever_the_requirement_stands(bool keeps)
    {
        var tickets = await Create(Given.Tickets(NewTableName()));

        await Execute(Require(tickets, keeps, _id), Given.Insert(tickets, Given.Ticket(Tenant, _id)));
        await Should.ThrowAsync<MissingRowException>(() => Execute(Require(tickets, keeps, _id), new WriteOperation.DeleteRow(tickets, Tenant, _id)));

        (await ReadRow(tickets, _id)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_transaction_sees_its_own_rows_and_goes_on_behind_a_savepoint()
    {
        var tickets = await Create(Given.Tickets(NewTableName()));
        await using (var session = Store.NewSession())
        {
            await session.Begin();
            await session.Execute([Given.Insert(tickets, Given.Ticket(Tenant, _id))]);
            await session.Execute([Require(tickets, keeps: true, _id)]);
            await session.Savepoint("before");
            await Should.ThrowAsync<MissingRowException>(() => session.Execute([Require(tickets, keeps: true, Guid.CreateVersion7())]));
            await session.RollbackTo("before");
            await session.Commit();
        }

        (await ReadRow(tickets, _id)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_refers_to_a_row_and_who_removes_it_see_each_other(bool onlyMarks)
    {
        var tickets = await Create(Given.Tickets(NewTableName()));
        for (var round = 0; round < 60; round++)
        {
            var (parent, child) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            await Execute(Given.Insert(tickets, Given.Ticket(Tenant, parent, $"parent {round}")));

            // Whoever comes second sees what the first one did: never are both done.
            var refers = Task.Run(() => Refer(tickets, parent, Given.Ticket(Tenant, child, $"child {round}")));
            var removes = Task.Run(() => RemoveUnlessReferredTo(tickets, parent, child, onlyMarks));

            (await refers).ShouldBe(!await removes, $"round {round}");
        }
    }

    private async Task<bool> Refer(Table tickets, Guid parent, object?[] child)
    {
        try
        {
            await Execute(Given.Insert(tickets, child), Require(tickets, keeps: true, parent) with { OnlyWhereFalse = tickets.Column("is_deleted") });
            return true;
        }
        catch (MissingRowException)
        {
            return false;
        }
    }

    private async Task<bool> RemoveUnlessReferredTo(Table tickets, Guid parent, Guid child, bool onlyMarks)
    {
        await using var session = Store.NewSession();
        await session.Begin();
        await session.Execute([onlyMarks
            ? new WriteOperation.UpdateRow(tickets, Tenant, parent, [tickets.Ordinal("is_deleted")], [true])
            : new WriteOperation.DeleteRow(tickets, Tenant, parent)]);
        await session.LockRows(tickets, Tenant, [parent]);
        if (await session.ReadRow(tickets, new TenantScope.Own(Tenant), child) is not null)
        {
            return false;
        }

        await session.Commit();
        return true;
    }

    private WriteOperation.RequireRows Require(Table table, bool keeps, params IReadOnlyCollection<Guid> ids) => new(table, Tenant, ids) { KeepsRows = keeps };
}
