using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

public abstract class TransactionSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    [Fact]
    public async Task A_transaction_reads_its_own_writes_and_nobody_else_does_before_the_commit()
    {
        var tickets = await Create(Given.Tickets(NewTableName()));
        var (stream, id) = (NewStream(), Guid.CreateVersion7());
        var key = Given.Request(Tenant, "own-writes");
        var rows = new RowQuery { Table = tickets, Scope = new TenantScope.Own(Tenant) };
        await using var session = Store.NewSession();

        await session.Begin();
        await session.Execute([
            Given.Append(stream, 1), Given.Insert(tickets, Given.Ticket(Tenant, id)), new WriteOperation.RecordAnswer(Given.Answer(key))]);

        (await session.ReadStreamVersion(stream)).ShouldBe(new StreamVersion(1));
        (await session.ReadStream(stream, StreamRange.Whole)).Count.ShouldBe(1);
        (await session.ReadRow(tickets, new TenantScope.Own(Tenant), id)).ShouldNotBeNull();
        (await session.ReadRows(rows)).Count.ShouldBe(1);
        (await session.CountRows(rows)).ShouldBe(1);
        (await session.ReadAnswer(key)).ShouldNotBeNull();
        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
        (await ReadRow(tickets, id)).ShouldBeNull();
        (await CountRows(rows)).ShouldBe(0);
        (await Read(s => s.ReadAnswer(key))).ShouldBeNull();

        await session.Commit();

        (await ReadVersion(stream)).ShouldBe(new StreamVersion(1));
        (await ReadRow(tickets, id)).ShouldNotBeNull();
        (await Read(s => s.ReadAnswer(key))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Several_batches_commit_together()
    {
        var stream = NewStream();
        await using var session = Store.NewSession();
        await session.Begin();

        var first = await session.Execute([Given.Append(stream, 1)]);
        var second = await session.Execute([Given.Append(stream, 2), Given.Append(stream, 3)]);
        await session.Commit();

        second!.Value.Value.ShouldBeGreaterThan(first!.Value.Value);
        (await ReadVersion(stream)).ShouldBe(new StreamVersion(3));
    }

    [Fact]
    public async Task A_rollback_undoes_everything()
    {
        var stream = NewStream();
        await using var session = Store.NewSession();
        await session.Begin();
        await session.Execute([Given.Append(stream, 1)]);

        await session.Rollback();

        session.InTransaction.ShouldBeFalse();
        (await session.ReadStreamVersion(stream)).ShouldBe(StreamVersion.None);
        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
    }

    [Fact]
    public async Task Disposing_an_open_transaction_undoes_it()
    {
        var stream = NewStream();
        await using (var session = Store.NewSession())
        {
            await session.Begin();
            await session.Execute([Given.Append(stream, 1)]);
        }

        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
        await Execute(Given.Append(stream, 1));
    }

    [Fact]
    public async Task A_session_knows_whether_it_is_in_a_transaction_and_can_begin_again()
    {
        var stream = NewStream();
        await using var session = Store.NewSession();
        session.InTransaction.ShouldBeFalse();

        await session.Begin();
        session.InTransaction.ShouldBeTrue();
        await session.Execute([Given.Append(stream, 1)]);
        await session.Commit();
        session.InTransaction.ShouldBeFalse();

        await session.Execute([Given.Append(stream, 2)]);
        (await ReadVersion(stream)).ShouldBe(new StreamVersion(2));

        await session.Begin();
        await session.Execute([Given.Append(stream, 3)]);
        await session.Rollback();
        (await ReadVersion(stream)).ShouldBe(new StreamVersion(2));
    }

    [Fact]
    public async Task A_transaction_without_writes_commits()
    {
        await using var session = Store.NewSession();
        await session.Begin();
        (await session.Execute([])).ShouldBeNull();
        await session.Commit();

        session.InTransaction.ShouldBeFalse();
    }

    [Fact]
    public async Task A_second_begin_is_refused_and_harms_nothing()
    {
        var stream = NewStream();
        await using var session = Store.NewSession();
        await session.Begin();
        await session.Execute([Given.Append(stream, 1)]);

        await Should.ThrowAsync<InvalidOperationException>(() => session.Begin());

        await session.Commit();
        (await ReadVersion(stream)).ShouldBe(new StreamVersion(1));
    }

    [Fact]
    public async Task What_needs_a_transaction_is_refused_without_one_but_a_rollback_is_not()
    {
        await using var session = Store.NewSession();

        await Should.ThrowAsync<InvalidOperationException>(() => session.Commit());
        await Should.ThrowAsync<InvalidOperationException>(() => session.Savepoint("mark"));
        await Should.ThrowAsync<InvalidOperationException>(() => session.RollbackTo("mark"));
        await Should.ThrowAsync<InvalidOperationException>(() => session.Release("mark"));
        await session.Rollback();
        session.InTransaction.ShouldBeFalse();
    }

    [Fact]
    public async Task A_failed_batch_outside_a_transaction_leaves_the_session_usable()
    {
        var stream = NewStream();
        await using var session = Store.NewSession();
        await Should.ThrowAsync<StreamConflictException>(() => session.Execute([Given.Append(stream, 1), Given.Append(stream, 5)]));

        (await session.ReadStreamVersion(stream)).ShouldBe(StreamVersion.None);
        await session.Execute([Given.Append(stream, 1)]);
        (await ReadVersion(stream)).ShouldBe(new StreamVersion(1));
    }

    [Fact]
    public async Task After_a_failed_batch_a_transaction_can_only_be_rolled_back()
    {
        var stream = NewStream();
        await using var session = Store.NewSession();
        await session.Begin();
        await session.Execute([Given.Append(stream, 1)]);
        await Should.ThrowAsync<StreamConflictException>(() => session.Execute([Given.Append(stream, 5)]));

        await Should.ThrowAsync<InvalidOperationException>(() => session.Execute([Given.Append(stream, 2)]));
        await Should.ThrowAsync<InvalidOperationException>(() => session.ReadStreamVersion(stream));
        await Should.ThrowAsync<InvalidOperationException>(() => session.Savepoint("late"));
        await Should.ThrowAsync<InvalidOperationException>(() => session.Commit());
        session.InTransaction.ShouldBeTrue();

        await session.Rollback();
        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
        await session.Execute([Given.Append(stream, 1)]);
    }

    [Fact]
    public async Task A_savepoint_undoes_what_came_after_it_and_keeps_what_came_before()
    {
        var (kept, undone) = (NewStream(), NewStream());
        await using var session = Store.NewSession();
        await session.Begin();
        await session.Execute([Given.Append(kept, 1)]);
        await session.Savepoint("mark");
        await session.Execute([Given.Append(undone, 1), Given.Append(kept, 2)]);

        await session.RollbackTo("mark");
        await session.Execute([Given.Append(kept, 2)]);
        await session.Commit();

        (await ReadVersion(kept)).ShouldBe(new StreamVersion(2));
        (await ReadVersion(undone)).ShouldBe(StreamVersion.None);
    }

    [Fact]
    public async Task Going_back_to_a_savepoint_heals_a_failed_transaction()
    {
        var tickets = await Create(Given.Tickets(NewTableName()));
        var (stream, id) = (NewStream(), Guid.CreateVersion7());
        await using var session = Store.NewSession();
        await session.Begin();
        await session.Execute([Given.Append(stream, 1)]);
        await session.Savepoint("mark");
        await Should.ThrowAsync<StreamConflictException>(
            () => session.Execute([Given.Insert(tickets, Given.Ticket(Tenant, id)), Given.Append(stream, 9)]));

        await session.RollbackTo("mark");
        (await session.ReadRow(tickets, new TenantScope.Own(Tenant), id)).ShouldBeNull();
        await session.Execute([Given.Append(stream, 2)]);
        await session.Commit();

        (await ReadVersion(stream)).ShouldBe(new StreamVersion(2));
    }

    [Fact]
    public async Task A_savepoint_stays_after_a_return_to_it()
    {
        var stream = NewStream();
        await using var session = Store.NewSession();
        await session.Begin();
        await session.Savepoint("mark");
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await session.Execute([Given.Append(stream, 1)]);
            await session.RollbackTo("mark");
        }

        await session.Commit();
        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
    }

    [Fact]
    public async Task A_released_savepoint_keeps_its_work()
    {
        var stream = NewStream();
        await using var session = Store.NewSession();
        await session.Begin();
        await session.Savepoint("mark");
        await session.Execute([Given.Append(stream, 1)]);
        await session.Release("mark");
        await session.Commit();

        (await ReadVersion(stream)).ShouldBe(new StreamVersion(1));
    }

    [Fact]
    public async Task Savepoints_nest()
    {
        var stream = NewStream();
        await using var session = Store.NewSession();
        await session.Begin();
        await session.Savepoint("outer");
        await session.Execute([Given.Append(stream, 1)]);
        await session.Savepoint("inner");
        await session.Execute([Given.Append(stream, 2)]);
        await session.RollbackTo("inner");
        (await session.ReadStreamVersion(stream)).ShouldBe(new StreamVersion(1));
        await session.Release("inner");
        await session.RollbackTo("outer");
        (await session.ReadStreamVersion(stream)).ShouldBe(StreamVersion.None);
        await session.Commit();
    }

    [Fact]
    public async Task A_cancelled_call_does_nothing()
    {
        var stream = NewStream();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await using var session = Store.NewSession();

        await Should.ThrowAsync<OperationCanceledException>(() => session.Execute([Given.Append(stream, 1)], cancelled.Token));
        await Should.ThrowAsync<OperationCanceledException>(() => session.Begin(cancelled.Token));

        session.InTransaction.ShouldBeFalse();
        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
        await session.Execute([Given.Append(stream, 1)]);
    }
}
