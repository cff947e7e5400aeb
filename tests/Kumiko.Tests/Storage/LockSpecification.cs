using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

/// <summary>Locks by name, which outlive transactions, and locks of tables, which do not.</summary>
public abstract class LockSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    private readonly string _name = $"rebuild / ✗ {Guid.CreateVersion7()}";

    [Fact]
    public async Task A_named_lock_has_one_holder_in_this_and_in_other_processes()
    {
        await using var other = Fixture.Database.NewStore();
        await other.Open();
        await using (await Store.TryLock(_name))
        {
            (await Store.TryLock(_name)).ShouldBeNull();
            (await other.TryLock(_name)).ShouldBeNull();
        }

        await using var held = await other.TryLock(_name);
        held.ShouldNotBeNull();
        (await Store.TryLock(_name)).ShouldBeNull();
    }

    [Fact]
    public async Task Other_names_are_other_locks()
    {
        await using var held = await Store.TryLock(_name);

        await using var second = await Store.TryLock($"{_name} of another");

        second.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_lock_ends_once_however_often_it_is_given_back()
    {
        var first = (await Store.TryLock(_name)).ShouldNotBeNull();
        await first.DisposeAsync();
        await using var second = (await Store.TryLock(_name)).ShouldNotBeNull();

        await first.DisposeAsync();

        (await Store.TryLock(_name)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_that_try_at_once_one_gets_the_lock()
    {
        var locks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.TryLock(_name))));

        await using var held = locks.Where(l => l is not null).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Whoever_holds_a_lock_can_write_and_so_can_others()
    {
        await using var held = await Store.TryLock(_name);

        (await Execute(Given.Append(NewStream(), 1))).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_locked_table_is_read_but_not_written()
    {
        var tickets = await Create(Given.Tickets(NewTableName()));
        await Execute(Given.Insert(tickets, Given.Ticket(Tenant, Guid.CreateVersion7(), "first")));
        await using var session = Store.NewSession();
        await session.Begin();
        await session.LockTable(tickets, TimeSpan.FromSeconds(30));

        var write = Execute(Given.Insert(tickets, Given.Ticket(Tenant, Guid.CreateVersion7(), "second")));

        (await CountRows(new RowQuery { Table = tickets, Scope = new TenantScope.Own(Tenant) })).ShouldBe(1);
        await session.Execute([Given.Insert(tickets, Given.Ticket(Tenant, Guid.CreateVersion7(), "third"))]);
        write.IsCompleted.ShouldBeFalse();
        await session.Commit();
        await write;
        (await CountRows(new RowQuery { Table = tickets, Scope = new TenantScope.Own(Tenant) })).ShouldBe(3);
    }
}
