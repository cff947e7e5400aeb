using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Consumers;

public abstract class DeliverySpecification(DatabaseSource source) : ConsumerSpecification(source)
{
    [Fact]
    public async Task A_drain_brings_every_event_once_and_in_order_to_every_consumer()
    {
        var log = new PostLog();
        var app = await Start(new PostFeature(log));
        await Send(app, "ann", 1, 2500);
        await Send(app, "ben", 1, 3);

        await app.DrainConsumers(Cancellation);
        await app.DrainConsumers(Cancellation);

        (await Mailbox(app, "ann")).ShouldNotBeNull().Letters.ShouldBe(2500);
        (await Mailbox(app, "ann"))!.IsOutOfOrder.ShouldBeFalse();
        (await Mailbox(app, "ben"))!.Letters.ShouldBe(3);
        (await Stamps(app, "ann")).ShouldBe(Enumerable.Range(1, 2500));
        log.Effects.Where(e => e.Sender == "ann").Select(e => e.Number).ShouldBe(Enumerable.Range(1, 2500));
        log.Effects.Select(e => e.DedupKey).Distinct().Count().ShouldBe(2503);
        log.PerInstance.Count.ShouldBe(2503);
    }

    [Fact]
    public async Task Consumers_that_run_in_the_background_deal_with_old_and_new_events_once_and_in_order()
    {
        var log = new PostLog();
        var app = await Start(new PostFeature(log));
        await Send(app, "ann", 1, 1500);

        await app.StartConsumers(Quick);
        for (var n = 0; n < 20; n++)
        {
            await Send(app, "ann", 1501 + 10 * n, 10);
        }

        var last = await Send(app, "ann", 1701, 1);
        await HasPassed(app, PostFeature.Mailboxes, last);
        await HasPassed(app, PostFeature.Stamps, last);
        await HasPassed(app, PostFeature.Effects, last);

        var box = (await Mailbox(app, "ann")).ShouldNotBeNull();
        box.Letters.ShouldBe(1701);
        box.IsOutOfOrder.ShouldBeFalse();
        (await Stamps(app, "ann")).ShouldBe(Enumerable.Range(1, 1701));
        log.Effects.Select(e => e.Number).ShouldBe(Enumerable.Range(1, 1701));
    }

    [Fact]
    public async Task An_appended_event_names_its_cause_and_continues_its_correlation()
    {
        var app = await Start(new PostFeature(new PostLog()));
        await Send(app, "ann", 1, 1);
        await app.DrainConsumers(Cancellation);

        await using var session = app.Store.NewSession();
        var log = await session.ReadLog(new Kumiko.Storage.LogQuery(), Cancellation);
        var (cause, effect) = (log.Single(e => e.Type == "letter.created"), log.Single(e => e.Type == "post:event:stamped"));

        EventMetadata.Of(effect).CausationId.ShouldBe($"{cause.Stream.Aggregate}:1");
        EventMetadata.Of(effect).CorrelationId.ShouldBe(EventMetadata.Of(cause).CorrelationId);
        EventMetadata.Of(effect).RequestId.ShouldNotBe(EventMetadata.Of(cause).RequestId);
        effect.CreatedBy.ShouldBe(cause.CreatedBy);
    }

    [Fact]
    public async Task A_consumer_that_each_process_has_for_itself_begins_at_the_end_of_the_log_and_runs_in_all_of_them()
    {
        var (here, there) = (new PostLog(), new PostLog());
        var app = await Start(new PostFeature(here));
        var other = Keep(await app.StartBeside(new PostFeature(there)));
        await Send(app, "before", 1, 1);
        await app.StartConsumers(Quick);
        await other.StartConsumers(Quick);

        await Send(app, "after", 1, 1);

        await Eventually.True(() => !here.PerInstance.IsEmpty && !there.PerInstance.IsEmpty, "both processes see the event");
        here.PerInstance.ShouldBe(["after"]);
        there.PerInstance.ShouldBe(["after"]);
    }

    [Fact]
    public async Task Handlers_of_several_consumers_run_at_the_same_time()
    {
        var log = new PostLog();
        var app = await Start(new PostFeature(log));
        var (inside, both) = (0, new TaskCompletionSource());
        log.Before = async (_, _) =>
        {
            if (Interlocked.Increment(ref inside) == 3)
            {
                both.SetResult();
            }

            await both.Task.WaitAsync(TimeSpan.FromSeconds(20));
        };
        await app.StartConsumers(Quick);

        var position = await Send(app, "ann", 1, 1);

        await HasPassed(app, PostFeature.Mailboxes, position);
        await HasPassed(app, PostFeature.Effects, position);
    }
}
