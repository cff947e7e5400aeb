using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

/// <summary>Work that waits to be done after a commit.</summary>
public abstract class TaskSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly string _kind = $"tests:task:{Guid.CreateVersion7()}";

    private TaskDirectory Tasks => Store.Tasks;

    [Fact]
    public async Task A_task_is_kept_as_it_was_given()
    {
        var task = NewTask(1);

        await Execute(new WriteOperation.AddTask(task));

        var read = (await Tasks.Read(new TaskQuery { Id = task.Id })).ShouldHaveSingleItem();
        (read.Task with { Payload = default, Context = default }).ShouldBe(task with { Payload = default, Context = default });
        ShouldBeSameJson(read.Task.Payload, task.Payload);
        ShouldBeSameJson(read.Task.Context, task.Context);
        (read.Attempts, read.LastError, read.DeadAt, read.Owner, read.Fence, read.IsLeased).ShouldBe((0, null, null, null, 0L, false));
    }

    [Fact]
    public async Task Tasks_are_queued_with_the_batch_or_not_at_all()
    {
        var (kept, lost) = (NewTask(1), NewTask(2));
        var stream = NewStream();

        await Execute(Given.Append(stream, 1), new WriteOperation.AddTask(kept));
        await Should.ThrowAsync<StreamConflictException>(() => Execute(new WriteOperation.AddTask(lost), Given.Append(stream, 1)));

        (await ReadIds()).ShouldBe([kept.Id]);
    }

    [Fact]
    public async Task Tasks_of_a_part_that_is_rolled_back_are_gone()
    {
        await using var session = Store.NewSession();
        await session.Begin();
        await session.Execute([new WriteOperation.AddTask(NewTask(1))]);
        await session.Savepoint("s");
        await session.Execute([new WriteOperation.AddTask(NewTask(2))]);
        await session.RollbackTo("s");
        await session.Commit();

        (await ReadAll()).ShouldHaveSingleItem().Task.DueAt.ShouldBe(Given.Noon.AddMinutes(1));
    }

    [Fact]
    public async Task Many_tasks_of_a_batch_keep_their_contexts_and_their_order()
    {
        var tasks = Enumerable.Range(1, 60).Select(n => NewTask(n) with { Context = Given.Json($$"""{"n":{{n % 3}}}"""), DueAt = Given.Noon }).ToList();
        await Execute([.. tasks.Select(t => new WriteOperation.AddTask(t))]);

        var taken = await Take(limit: 100);

        taken.Select(t => t.Task.Id).ShouldBe(tasks.Select(t => t.Id));
        foreach (var (task, read) in tasks.Zip(taken))
        {
            ShouldBeSameJson(read.Task.Context, task.Context);
        }
    }

    [Fact]
    public async Task Tasks_are_taken_when_they_are_due_the_longest_due_first_and_only_of_known_kinds()
    {
        await Add(NewTask(3), NewTask(1), NewTask(2), NewTask(4), NewTask(1) with { Kind = "tests:task:unknown" });

        (await Take(now: 0)).ShouldBeEmpty();
        var taken = await Take(now: 3, limit: 2);
        var rest = await Take(now: 3);

        taken.Select(t => t.Task.DueAt).ShouldBe([Given.Noon.AddMinutes(1), Given.Noon.AddMinutes(2)]);
        taken.ShouldAllBe(t => t.Attempts == 1 && t.Fence == 1 && t.IsLeased && t.Owner == "node");
        rest.ShouldHaveSingleItem().Task.DueAt.ShouldBe(Given.Noon.AddMinutes(3));
    }

    [Fact]
    public async Task A_task_that_was_taken_is_nobody_elses_until_its_lease_ends()
    {
        await Add(NewTask(1));
        await Take(owner: "first");

        (await Take(owner: "second")).ShouldBeEmpty();
        (await Take(owner: "first")).ShouldBeEmpty();

        await Tasks.Prolong("first", TimeSpan.FromTicks(-1));
        var again = (await Take(owner: "second")).ShouldHaveSingleItem();
        (again.Owner, again.Fence, again.Attempts).ShouldBe(("second", 2L, 2));
    }

    [Fact]
    public async Task A_node_prolongs_its_own_leases_only()
    {
        await Add(NewTask(1), NewTask(2));
        await Take(owner: "first", limit: 1, lease: TimeSpan.FromTicks(-1));
        await Take(owner: "second", lease: TimeSpan.FromTicks(-1));

        await Tasks.Prolong("second", Long);

        (await ReadAll()).Count(t => t.IsLeased).ShouldBe((await ReadAll()).Count(t => t.Owner == "second"));
    }

    [Fact]
    public async Task The_end_of_a_task_and_what_it_wrote_are_one()
    {
        await Add(NewTask(1));
        var stream = NewStream();
        var task = (await Take()).ShouldHaveSingleItem();

        await Execute(Given.Append(stream, 1), new WriteOperation.RemoveTask(task.Task.Id, task.Fence));

        (await ReadAll()).ShouldBeEmpty();
        (await ReadVersion(stream)).ShouldBe(new StreamVersion(1));
    }

    [Fact]
    public async Task Whoever_has_lost_a_task_can_neither_end_it_nor_write_anything_with_it()
    {
        await Add(NewTask(1));
        var stream = NewStream();
        var lost = (await Take(lease: TimeSpan.FromTicks(-1))).ShouldHaveSingleItem();
        var held = (await Take()).ShouldHaveSingleItem();

        await Should.ThrowAsync<FencedException>(() => Execute(Given.Append(stream, 1), new WriteOperation.RemoveTask(lost.Task.Id, lost.Fence)));
        (await Tasks.Fail(lost.Task.Id, lost.Fence, new TaskFailure("late", Given.Noon))).ShouldBeFalse();
        await Tasks.Release(lost.Task.Id, lost.Fence, Given.Noon);

        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
        var read = (await ReadAll()).ShouldHaveSingleItem();
        (read.Fence, read.LastError, read.IsLeased).ShouldBe((held.Fence, null, true));
        await Execute(new WriteOperation.RemoveTask(held.Task.Id, held.Fence));
        await Should.ThrowAsync<FencedException>(() => Execute(new WriteOperation.RemoveTask(held.Task.Id, held.Fence)));
    }

    [Fact]
    public async Task A_failed_attempt_is_noted_and_the_task_is_due_again_later()
    {
        await Add(NewTask(1));
        var task = (await Take()).ShouldHaveSingleItem();

        (await Tasks.Fail(task.Task.Id, task.Fence, new TaskFailure("it's broken ✗", Given.Noon.AddMinutes(30)))).ShouldBeTrue();

        (await Take(now: 29)).ShouldBeEmpty();
        var again = (await Take(now: 30)).ShouldHaveSingleItem();
        (again.Attempts, again.LastError, again.DeadAt).ShouldBe((2, "it's broken ✗", null));
    }

    [Fact]
    public async Task A_task_that_is_given_back_does_not_count_the_attempt()
    {
        await Add(NewTask(1));
        var task = (await Take()).ShouldHaveSingleItem();

        await Tasks.Release(task.Task.Id, task.Fence, Given.Noon.AddMinutes(5));

        (await Take(now: 4)).ShouldBeEmpty();
        (await Take(now: 5)).ShouldHaveSingleItem().Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task A_dead_task_is_kept_and_not_taken_until_it_is_revived()
    {
        await Add(NewTask(1));
        var task = (await Take()).ShouldHaveSingleItem();
        await Tasks.Fail(task.Task.Id, task.Fence, new TaskFailure("broken", Given.Noon, Given.Noon.AddMinutes(2)));

        (await Take()).ShouldBeEmpty();
        (await Tasks.Read(new TaskQuery { Kind = _kind, OnlyDead = true })).ShouldHaveSingleItem().DeadAt.ShouldBe(Given.Noon.AddMinutes(2));
        await Should.ThrowAsync<FencedException>(() => Execute(new WriteOperation.RemoveTask(task.Task.Id, task.Fence)));

        (await Tasks.Revive(new TaskQuery { Kind = _kind }, Given.Noon.AddMinutes(9))).ShouldBe(1);
        (await Tasks.Revive(new TaskQuery { Id = task.Task.Id }, Given.Noon.AddMinutes(9))).ShouldBe(0);
        (await Take(now: 8)).ShouldBeEmpty();
        var revived = (await Take(now: 9)).ShouldHaveSingleItem();
        (revived.Attempts, revived.LastError).ShouldBe((1, "broken"));
    }

    [Fact]
    public async Task Only_a_dead_task_can_be_discarded()
    {
        await Add(NewTask(1));
        var task = (await Take()).ShouldHaveSingleItem();

        (await Tasks.Discard(task.Task.Id)).ShouldBeFalse();
        await Tasks.Fail(task.Task.Id, task.Fence, new TaskFailure("broken", Given.Noon, Given.Noon));
        (await Tasks.Discard(task.Task.Id)).ShouldBeTrue();
        (await Tasks.Discard(task.Task.Id)).ShouldBeFalse();

        (await ReadAll()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Tasks_are_counted_by_kind()
    {
        await Add(NewTask(1), NewTask(2), NewTask(3));
        var first = (await Take(limit: 1)).ShouldHaveSingleItem();
        await Tasks.Fail(first.Task.Id, first.Fence, new TaskFailure("broken", Given.Noon, Given.Noon));

        (await Tasks.Count()).Single(c => c.Kind == _kind).ShouldBe(new TaskCount(_kind, 2, 1, Given.Noon.AddMinutes(2)));
    }

    [Fact]
    public async Task Many_nodes_that_take_at_the_same_time_get_every_task_once()
    {
        const int Count = 200;
        await Add([.. Enumerable.Range(0, Count).Select(_ => NewTask(1))]);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(node => Task.Run(async () =>
        {
            var mine = new List<Guid>();
            while (await Take(owner: $"node-{node}", limit: 7) is { Count: > 0 } some)
            {
                mine.AddRange(some.Select(t => t.Task.Id));
            }

            return mine;
        })));

        var all = taken.SelectMany(t => t).ToList();
        all.Distinct().Count().ShouldBe(all.Count);

        // Whoever looked while another one had the last ones locked may have left some.
        all.AddRange((await Take(limit: Count)).Select(t => t.Task.Id));
        all.Count.ShouldBe(Count);
    }

    private NewTask NewTask(int minute) => new()
    {
        Id = Guid.CreateVersion7(Given.Noon.AddSeconds(minute)),
        Tenant = Tenant,
        Kind = _kind,
        Payload = Given.Json("""{"subject":"Lamp 💡"}"""),
        Context = Given.Json("""{"user":{"id":"anna"}}"""),
        CreatedAt = Given.Noon.AddSeconds(minute),
        DueAt = Given.Noon.AddMinutes(minute),
    };

    private Task<EventPosition?> Add(params NewTask[] tasks) => Execute([.. tasks.Select(t => new WriteOperation.AddTask(t))]);

    private Task<IReadOnlyList<QueuedTask>> Take(string owner = "node", int now = 60, int limit = 10, TimeSpan? lease = null) =>
        Tasks.Take(new TaskClaim(owner, [_kind, "tests:task:another"], Given.Noon.AddMinutes(now), lease ?? Long, limit));

    private Task<IReadOnlyList<QueuedTask>> ReadAll() => Tasks.Read(new TaskQuery { Kind = _kind });

    private async Task<IEnumerable<Guid>> ReadIds() => (await ReadAll()).Select(t => t.Task.Id);
}
