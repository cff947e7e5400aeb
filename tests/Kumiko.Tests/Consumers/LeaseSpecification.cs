using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Consumers;

public abstract class LeaseSpecification(DatabaseSource source) : ConsumerSpecification(source)
{
    [Fact]
    public async Task Two_nodes_share_the_consumers_and_one_that_leaves_gives_its_part_back_at_once()
    {
        var app = await Start(new PostFeature(new PostLog(), extraConsumers: 17));
        var other = Keep(await app.StartBeside(new PostFeature(new PostLog(), extraConsumers: 17)));
        var patient = Quick with { LeaseTime = TimeSpan.FromMinutes(10) };
        await app.StartConsumers(patient with { NodeName = "first" });
        await Owns(app, "first", 20);

        await other.StartConsumers(patient with { NodeName = "second" });
        await Owns(app, "first", 10);
        await Owns(app, "second", 10);

        await other.StopConsumers();
        await Owns(app, "first", 20);
    }

    [Fact]
    public async Task A_node_works_only_for_the_consumers_of_its_lane()
    {
        var app = await Start(new PostFeature(new PostLog()));

        await app.StartConsumers(Quick with { NodeName = "api", Lane = Lane.Api });
        var other = Keep(await app.StartBeside(new PostFeature(new PostLog())));
        await other.StartConsumers(Quick with { NodeName = "worker", Lane = Lane.Worker });

        await Owns(app, "worker", 3);
        await Owns(app, "api", 0);
    }

    [Fact]
    public async Task A_node_that_lost_its_lease_in_the_middle_of_a_page_cannot_commit_it()
    {
        var (zombie, heir) = (new PostLog(), new PostLog());
        var app = await Start(new PostFeature(zombie));
        var (entered, mayGoOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        zombie.Before = async (consumer, letter) =>
        {
            if (letter.Number == 3)
            {
                entered.TrySetResult();
                await mayGoOn.Task;
            }
        };
        var position = await Send(app, "ann", 1, 5);
        await app.StartConsumers(Quick);
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        // What happens to a process that stands still for longer than its lease: its consumers go to another one.
        foreach (var state in await app.Store.Consumers.Read(Cancellation))
        {
            await app.Store.Consumers.Change(state.Key, new ConsumerChange(), Cancellation);
            await app.Store.Consumers.TryTake(state.Key, "heir", TimeSpan.FromSeconds(3), Cancellation);
        }

        var other = Keep(await app.StartBeside(new PostFeature(heir)));
        await other.StartConsumers(Quick with { NodeName = "heir" });
        await HasPassed(app, PostFeature.Mailboxes, position);
        await HasPassed(app, PostFeature.Stamps, position);
        mayGoOn.SetResult();
        var last = await Send(app, "ann", 6, 1);
        await HasPassed(app, PostFeature.Mailboxes, last);
        await HasPassed(app, PostFeature.Stamps, last);

        var box = (await Mailbox(app, "ann")).ShouldNotBeNull();
        box.Letters.ShouldBe(6);
        box.IsOutOfOrder.ShouldBeFalse();
        (await Stamps(app, "ann")).ShouldBe(Enumerable.Range(1, 6));
    }

    [Fact]
    public async Task A_graceful_stop_ends_between_two_events_and_repeats_none()
    {
        var log = new PostLog();
        var app = await Start(new PostFeature(log));
        var entered = new TaskCompletionSource();
        log.Before = async (consumer, letter) =>
        {
            if (consumer == "effects" && letter.Number == 10)
            {
                entered.TrySetResult();
                await Task.Yield();
            }
        };
        var last = await Send(app, "ann", 1, 5000);
        await app.StartConsumers(Quick);
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        await app.StopConsumers();
        await app.StartConsumers(Quick);
        await HasPassed(app, PostFeature.Effects, last);

        log.Effects.Select(e => e.Number).ShouldBe(Enumerable.Range(1, 5000));
    }

    private static Task Owns(TestApp app, string node, int count) => Eventually.True(
        async () => (await app.Store.Consumers.Read(Cancellation)).Count(state => state.Owner == node && state.IsLeased) == count,
        $"'{node}' has {count} consumers");
}
