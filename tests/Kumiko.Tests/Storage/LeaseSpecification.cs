using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

/// <summary>Who works for a consumer, and for how long.</summary>
public abstract class LeaseSpecification(StoreFixture fixture) : ConsumerTests(fixture)
{
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task A_free_consumer_can_be_taken_and_one_that_is_held_cannot()
    {
        var (consumer, fence) = await Taken();

        (await Consumers.TryTake(consumer, "somebody-else", Long)).ShouldBeNull();

        (await Read(consumer)).ShouldSatisfyAllConditions(
            state => state.Owner.ShouldBe(Node),
            state => state.IsLeased.ShouldBeTrue(),
            state => state.Fence.ShouldBe(fence));
    }

    [Fact]
    public async Task A_consumer_that_does_not_exist_cannot_be_taken() =>
        (await Consumers.TryTake(NewConsumer(), Node, Long)).ShouldBeNull();

    [Fact]
    public async Task Of_many_nodes_that_take_at_once_one_wins()
    {
        for (var round = 0; round < 10; round++)
        {
            var consumer = NewConsumer();
            await Consumers.Register([consumer], EventPosition.Start);

            var fences = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Consumers.TryTake(consumer, $"{Node}-{i}", Long))));

            var winner = Array.FindIndex(fences, f => f is not null);
            fences.Count(f => f is not null).ShouldBe(1);
            (await Read(consumer)).ShouldSatisfyAllConditions(
                state => state.Owner.ShouldBe($"{Node}-{winner}"),
                state => state.Fence.ShouldBe(fences[winner]!.Value));
        }
    }

    [Fact]
    public async Task Its_holder_may_take_a_consumer_anew_and_shuts_its_former_self_out()
    {
        var (consumer, former) = await Taken();

        var fence = await Take(consumer);

        fence.ShouldBeGreaterThan(former);
        await Should.ThrowAsync<FencedException>(() => Execute(Move(consumer, former, 0, 1)));
    }

    [Fact]
    public async Task A_lease_that_ended_is_free_for_others_but_holds_until_somebody_takes_it()
    {
        var consumer = NewConsumer();
        await Consumers.Register([consumer], EventPosition.Start);
        var first = (await Consumers.TryTake(consumer, Node, Instant)).ShouldNotBeNull();
        await Until(async () => !(await Read(consumer)).IsLeased);

        await Execute(Move(consumer, first, 0, 1));
        var second = await Take(consumer, "successor");

        second.ShouldBeGreaterThan(first);
        await Should.ThrowAsync<FencedException>(() => Execute(Move(consumer, first, 1, 2)));
        await Execute(Move(consumer, second, 1, 2));
    }

    [Fact]
    public async Task A_heartbeat_prolongs_what_its_node_holds()
    {
        var consumer = NewConsumer();
        await Consumers.Register([consumer], EventPosition.Start);
        var fence = await Consumers.TryTake(consumer, Node, Instant);
        await Until(async () => !(await Read(consumer)).IsLeased);

        var view = await Consumers.Heartbeat(new NodeInfo(Node, "worker"), Long);

        view.Consumers.Single(c => c.Key == consumer).ShouldSatisfyAllConditions(
            state => state.IsLeased.ShouldBeTrue(),
            state => state.Owner.ShouldBe(Node),
            state => state.Fence.ShouldBe(fence!.Value));
        (await Consumers.TryTake(consumer, "somebody-else", Long)).ShouldBeNull();
    }

    [Fact]
    public async Task Nodes_that_live_see_each_other()
    {
        var other = $"{Node}-b";
        await Consumers.Heartbeat(new NodeInfo(other, "api,worker"), Long);

        var view = await Consumers.Heartbeat(new NodeInfo(Node, "worker"), Long);

        view.Nodes.Where(n => n.Name.StartsWith(Node)).ShouldBe([new(Node, "worker"), new(other, "api,worker")]);
    }

    [Fact]
    public async Task A_node_says_its_latest_lanes()
    {
        await Consumers.Heartbeat(new NodeInfo(Node, "worker"), Long);

        var view = await Consumers.Heartbeat(new NodeInfo(Node, "api"), Long);

        view.Nodes.Single(n => n.Name == Node).Lanes.ShouldBe("api");
    }

    [Fact]
    public async Task A_node_whose_time_is_over_is_forgotten_and_its_consumers_are_free()
    {
        var dead = $"{Node}-dead";
        var consumer = NewConsumer();
        await Consumers.Register([consumer], EventPosition.Start);
        await Consumers.TryTake(consumer, dead, Instant);
        await Consumers.Heartbeat(new NodeInfo(dead, "worker"), Instant);

        await Until(async () => (await Consumers.Heartbeat(new NodeInfo(Node, "worker"), Long)).Nodes.All(n => n.Name != dead));

        (await Read(consumer)).IsLeased.ShouldBeFalse();
        await Take(consumer);
    }

    [Fact]
    public async Task A_released_consumer_is_free_and_shut_to_its_former_holder()
    {
        var (consumer, fence) = await Taken();

        await Consumers.Release(consumer, fence);

        (await Read(consumer)).ShouldSatisfyAllConditions(
            state => state.Owner.ShouldBeNull(),
            state => state.IsLeased.ShouldBeFalse(),
            state => state.Fence.ShouldBeGreaterThan(fence));
        await Should.ThrowAsync<FencedException>(() => Execute(Move(consumer, fence, 0, 1)));
    }

    [Fact]
    public async Task Nobody_releases_what_somebody_else_has_taken()
    {
        var (consumer, former) = await Taken();
        var fence = await Take(consumer);

        await Consumers.Release(consumer, former);

        (await Read(consumer)).ShouldSatisfyAllConditions(
            state => state.Owner.ShouldBe(Node),
            state => state.Fence.ShouldBe(fence));
    }

    [Fact]
    public async Task A_node_that_leaves_gives_everything_back_and_is_forgotten()
    {
        var (first, fence) = await Taken();
        var (second, _) = await Taken();
        var others = NewConsumer();
        await Consumers.Register([others], EventPosition.Start);
        await Take(others, "somebody-else");
        await Consumers.Heartbeat(new NodeInfo(Node, "worker"), Long);

        await Consumers.Leave(Node);

        var view = await Consumers.Heartbeat(new NodeInfo($"{Node}-observer", ""), Long);
        view.Nodes.ShouldNotContain(n => n.Name == Node);
        view.Consumers.Where(c => c.Key == first || c.Key == second).ShouldAllBe(c => c.Owner == null && !c.IsLeased);
        view.Consumers.Single(c => c.Key == others).Owner.ShouldBe("somebody-else");
        await Should.ThrowAsync<FencedException>(() => Execute(Move(first, fence, 0, 1)));
    }
}
