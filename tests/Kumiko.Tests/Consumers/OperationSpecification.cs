using Kumiko.Storage;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Consumers;

public abstract class OperationSpecification(DatabaseSource source) : ConsumerSpecification(source)
{
    [Fact]
    public async Task A_paused_consumer_stays_paused_over_a_restart_and_goes_on_where_it_stood()
    {
        var log = new PostLog();
        var app = await Start(new PostFeature(log));
        await app.StartConsumers(Quick);
        await HasPassed(app, PostFeature.Effects, await Send(app, "ann", 1, 5));

        await app.Operations.Consumers.Pause(PostFeature.Effects, Cancellation);
        await app.StopConsumers();
        await app.StartConsumers(Quick);
        var second = await Send(app, "ann", 6, 5);
        await HasPassed(app, PostFeature.Mailboxes, second);

        log.Effects.Select(e => e.Number).ShouldBe(Enumerable.Range(1, 5));
        (await StateOf(app, PostFeature.Effects)).Status.ShouldBe(ConsumerStatus.Paused);
        await app.Operations.Consumers.Resume(PostFeature.Effects, Cancellation);
        await HasPassed(app, PostFeature.Effects, second);
        log.Effects.Select(e => e.Number).ShouldBe(Enumerable.Range(1, 10));
    }

    [Fact]
    public async Task A_report_tells_the_lag_in_events_of_the_consumers_own_types()
    {
        var app = await Start(new PostFeature(new PostLog()));
        await Send(app, "ann", 1, 7);

        var before = (await app.Operations.Consumers.Report(Cancellation)).ToDictionary(r => r.Name);
        await app.DrainConsumers(Cancellation);
        await Send(app, "ann", 8, 1);
        var after = (await app.Operations.Consumers.Report(Cancellation)).ToDictionary(r => r.Name);

        before[PostFeature.Mailboxes].LagEvents.ShouldBe(7);
        after[PostFeature.Mailboxes].LagEvents.ShouldBe(1);
        after[PostFeature.Mailboxes].Lag.ShouldBeGreaterThan(TimeSpan.Zero);
        after[PostFeature.Mailboxes].DeadLetters.ShouldBe(0);
        before.Keys.ShouldNotContain("post:projection:watch");
    }

    [Fact]
    public async Task An_operator_can_pass_over_the_event_that_halts_a_consumer()
    {
        var log = new PostLog();
        var app = await Start(new PostFeature(log, TwiceThen(FailureAction.Pause)));
        log.Before = (consumer, letter) => consumer == "effects" && letter.Number == 3 ? throw new InvalidOperationException("poison") : Task.CompletedTask;
        await app.StartConsumers(Quick);
        var last = await Send(app, "ann", 1, 5);
        await Eventually.True(async () => (await StateOf(app, PostFeature.Effects)).Status == ConsumerStatus.Failed, "it halts");

        var skipped = await app.Operations.Consumers.Skip(PostFeature.Effects, cancellation: Cancellation);
        await HasPassed(app, PostFeature.Effects, last);

        skipped.ShouldNotBeNull().Type.ShouldBe("letter.created");
        log.Effects.Select(e => e.Number).ShouldBe([1, 2, 4, 5]);
    }

    [Fact]
    public async Task A_consumer_without_a_table_can_go_back_and_one_with_a_table_cannot()
    {
        var log = new PostLog();
        var app = await Start(new PostFeature(log));
        await Send(app, "ann", 1, 3);
        await app.DrainConsumers(Cancellation);

        await app.Operations.Consumers.Rewind(PostFeature.Effects, EventPosition.Start, Cancellation);
        await Send(app, "ann", 4, 1);
        await app.DrainConsumers(Cancellation);

        log.Effects.Select(e => e.Number).ShouldBe([1, 2, 3, 1, 2, 3, 4]);
        log.Effects.Select(e => e.DedupKey).Distinct().Count().ShouldBe(4);
        (await Should.ThrowAsync<UnprocessableException>(() => app.Operations.Consumers.Rewind(PostFeature.Mailboxes, EventPosition.Start, Cancellation)))
            .Reason.ShouldBe("consumer_has_table");
    }
}
