using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

/// <summary>Cursors: how they are made, moved, and taken away from those who hold them no longer.</summary>
public abstract class ConsumerSpecification(StoreFixture fixture) : ConsumerTests(fixture)
{
    [Fact]
    public async Task A_new_consumer_stands_where_it_was_told_and_belongs_to_nobody()
    {
        var consumer = NewConsumer();
        var before = DateTimeOffset.UtcNow;

        await Consumers.Register([consumer], new EventPosition(17));

        (await Read(consumer)).ShouldSatisfyAllConditions(
            state => state.Position.ShouldBe(new EventPosition(17)),
            state => state.Status.ShouldBe(ConsumerStatus.Active),
            state => state.Attempts.ShouldBe(0),
            state => state.NextAttemptAt.ShouldBeNull(),
            state => state.LastError.ShouldBeNull(),
            state => state.Owner.ShouldBeNull(),
            state => state.IsLeased.ShouldBeFalse(),
            state => state.UpdatedAt.ShouldBe(before, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Registering_again_leaves_a_cursor_where_it_is()
    {
        var (known, added) = (NewConsumer(), NewConsumer());
        await Consumers.Register([known], new EventPosition(3));
        var fence = await Take(known);

        await Consumers.Register([known, added, added], new EventPosition(9));

        (await Read(known)).ShouldSatisfyAllConditions(
            state => state.Position.ShouldBe(new EventPosition(3)),
            state => state.Fence.ShouldBe(fence),
            state => state.Owner.ShouldBe(Node));
        (await Read(added)).Position.ShouldBe(new EventPosition(9));
    }

    [Fact]
    public async Task Cursors_are_read_in_the_order_of_names()
    {
        await Consumers.Register([NewConsumer(), new("b"), new("B"), new("a:c"), new("a")], EventPosition.Start);

        var names = (await Consumers.Read()).Select(c => c.Key.Name).ToArray();
        names.ShouldBe(names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_cursor_moves_with_what_its_batch_writes()
    {
        var (consumer, fence) = await Taken();
        var stream = NewStream();

        await Execute(Given.Append(stream, 1), Move(consumer, fence, 0, 5));

        (await Read(consumer)).Position.ShouldBe(new EventPosition(5));
        (await ReadVersion(stream)).ShouldBe(new StreamVersion(1));
    }

    [Fact]
    public async Task Whoever_lost_the_cursor_writes_nothing()
    {
        var (consumer, old) = await Taken();
        await Take(consumer, "another-node-of-the-same-name", after: () => Consumers.Release(consumer, old));
        var stream = NewStream();

        await Should.ThrowAsync<FencedException>(() => Execute(Given.Append(stream, 1), Move(consumer, old, 0, 5)));

        (await Read(consumer)).Position.ShouldBe(EventPosition.Start);
        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
    }

    [Fact]
    public async Task A_page_is_applied_once_even_if_it_is_sent_twice()
    {
        var (consumer, fence) = await Taken();
        var stream = NewStream();
        await Execute(Given.Append(stream, 1), Move(consumer, fence, 0, 5));

        await Should.ThrowAsync<FencedException>(() => Execute(Given.Append(stream, 2), Move(consumer, fence, 0, 5)));

        (await ReadVersion(stream)).ShouldBe(new StreamVersion(1));
        await Execute(Given.Append(stream, 2), Move(consumer, fence, 5, 8));
        (await Read(consumer)).Position.ShouldBe(new EventPosition(8));
    }

    [Fact]
    public async Task A_lost_cursor_is_reported_before_any_other_refusal()
    {
        var (consumer, fence) = await Taken();
        var stream = NewStream();

        await Should.ThrowAsync<FencedException>(() => Execute(Given.Append(stream, 7), Move(consumer, fence - 1, 0, 5)));
    }

    [Fact]
    public async Task A_missing_row_is_still_told_apart_from_a_lost_cursor()
    {
        var (consumer, fence) = await Taken();
        var tickets = await Create(Given.Tickets(NewTableName()));

        await Should.ThrowAsync<InvalidOperationException>(
            () => Execute(Move(consumer, fence, 0, 5), new WriteOperation.DeleteRow(tickets, Tenant, Guid.CreateVersion7())));

        (await Read(consumer)).Position.ShouldBe(EventPosition.Start);
    }

    [Fact]
    public async Task A_cursor_that_does_not_exist_cannot_be_moved() =>
        await Should.ThrowAsync<FencedException>(() => Execute(Move(NewConsumer(), 0, 0, 5)));

    [Fact]
    public async Task Two_holders_of_one_fence_move_the_cursor_once()
    {
        var (consumer, fence) = await Taken();
        var stream = NewStream();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            try
            {
                await Execute(Move(consumer, fence, 0, 5), Given.Append(new StreamId(Tenant, Guid.CreateVersion7()), 1));
                return true;
            }
            catch (FencedException)
            {
                return false;
            }
        })));

        outcomes.Count(won => won).ShouldBe(1);
        (await ReadLog(new LogQuery { Tenant = Tenant }, count: 1)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_failure_is_noted_until_the_cursor_moves()
    {
        var (consumer, fence) = await Taken();

        (await Consumers.RecordFailure(consumer, fence, new ConsumerFailure("It hurt.", 3, TimeSpan.FromHours(1), ConsumerStatus.Active))).ShouldBeTrue();

        (await Read(consumer)).ShouldSatisfyAllConditions(
            state => state.Attempts.ShouldBe(3),
            state => state.LastError.ShouldBe("It hurt."),
            state => state.NextAttemptAt!.Value.ShouldBe(DateTimeOffset.UtcNow.AddHours(1), TimeSpan.FromMinutes(1)),
            state => state.Owner.ShouldBe(Node),
            state => state.Fence.ShouldBe(fence));
        await Execute(Move(consumer, fence, 0, 1));
        (await Read(consumer)).ShouldSatisfyAllConditions(
            state => state.Attempts.ShouldBe(0),
            state => state.LastError.ShouldBeNull(),
            state => state.NextAttemptAt.ShouldBeNull());
    }

    [Fact]
    public async Task A_failure_of_somebody_who_lost_the_cursor_is_not_noted()
    {
        var (consumer, fence) = await Taken();

        (await Consumers.RecordFailure(consumer, fence - 1, new ConsumerFailure("Late.", 1, TimeSpan.Zero, ConsumerStatus.Failed))).ShouldBeFalse();

        (await Read(consumer)).ShouldSatisfyAllConditions(
            state => state.Status.ShouldBe(ConsumerStatus.Active),
            state => state.LastError.ShouldBeNull());
    }

    [Fact]
    public async Task What_an_operator_changes_takes_the_cursor_from_its_holder_and_forgives_failures()
    {
        var (consumer, fence) = await Taken();
        await Consumers.RecordFailure(consumer, fence, new ConsumerFailure("It hurt.", 3, TimeSpan.FromHours(1), ConsumerStatus.Failed));

        var paused = await Consumers.Change(consumer, new ConsumerChange { Status = ConsumerStatus.Paused });
        var rewound = await Consumers.Change(consumer, new ConsumerChange { Position = new EventPosition(2) });

        paused.ShouldNotBeNull().ShouldSatisfyAllConditions(
            state => state.Status.ShouldBe(ConsumerStatus.Paused),
            state => state.Position.ShouldBe(EventPosition.Start),
            state => state.Attempts.ShouldBe(0),
            state => state.LastError.ShouldBeNull(),
            state => state.NextAttemptAt.ShouldBeNull(),
            state => state.Owner.ShouldBeNull(),
            state => state.Fence.ShouldBeGreaterThan(fence));
        rewound.ShouldNotBeNull().ShouldSatisfyAllConditions(
            state => state.Status.ShouldBe(ConsumerStatus.Paused),
            state => state.Position.ShouldBe(new EventPosition(2)),
            state => state.Fence.ShouldBeGreaterThan(paused.Fence));
        (await Read(consumer)).ShouldBe(rewound);
        await Should.ThrowAsync<FencedException>(() => Execute(Move(consumer, fence, 0, 5)));
    }

    [Fact]
    public async Task A_consumer_that_does_not_exist_cannot_be_changed() =>
        (await Consumers.Change(NewConsumer(), new ConsumerChange { Status = ConsumerStatus.Paused })).ShouldBeNull();

    [Fact]
    public async Task A_removed_consumer_is_gone()
    {
        var (consumer, fence) = await Taken();

        await Consumers.Remove(consumer);

        (await Consumers.Read()).ShouldNotContain(c => c.Key == consumer);
        await Should.ThrowAsync<FencedException>(() => Execute(Move(consumer, fence, 0, 5)));
    }
}
