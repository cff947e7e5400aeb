using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Consumers;

public abstract class FailureSpecification(DatabaseSource source) : ConsumerSpecification(source)
{
    private const int Poison = 42;

    [Fact]
    public async Task A_poisonous_event_halts_its_consumer_in_front_of_it_and_what_came_before_stays_done()
    {
        var (app, log) = await StartWithPoison(FailureAction.Pause);
        await Send(app, "ann", 1, 100);

        await app.StartConsumers(Quick);
        await HasFailed(app, PostFeature.Mailboxes);
        await HasFailed(app, PostFeature.Stamps);
        await HasFailed(app, PostFeature.Effects);

        (await Mailbox(app, "ann")).ShouldNotBeNull().Letters.ShouldBe(Poison - 1);
        (await Stamps(app, "ann")).ShouldBe(Enumerable.Range(1, Poison - 1));
        log.Effects.Select(e => e.Number).ShouldBe(Enumerable.Range(1, Poison - 1));
        var state = await StateOf(app, PostFeature.Mailboxes);
        state.Attempts.ShouldBe(2);
        state.LastError.ShouldNotBeNull().ShouldContain("poison");
    }

    [Fact]
    public async Task A_halted_consumer_goes_on_with_the_same_event_once_it_is_resumed()
    {
        var (app, log) = await StartWithPoison(FailureAction.Pause);
        var last = await Send(app, "ann", 1, 100);
        await app.StartConsumers(Quick);
        await HasFailed(app, PostFeature.Mailboxes);

        log.Before = (_, _) => Task.CompletedTask;
        await app.Operations.Consumers.Resume(PostFeature.Mailboxes, Cancellation);
        await HasPassed(app, PostFeature.Mailboxes, last);

        var box = (await Mailbox(app, "ann")).ShouldNotBeNull();
        box.Letters.ShouldBe(100);
        box.IsOutOfOrder.ShouldBeFalse();
        (await StateOf(app, PostFeature.Mailboxes)).LastError.ShouldBeNull();
    }

    [Fact]
    public async Task A_consumer_that_keeps_dead_letters_goes_on_and_the_letter_can_be_replayed_once()
    {
        var (app, log) = await StartWithPoison(FailureAction.DeadLetter);
        var last = await Send(app, "ann", 1, 100);
        await app.StartConsumers(Quick);
        await HasPassed(app, PostFeature.Stamps, last);

        (await Stamps(app, "ann")).ShouldBe(Enumerable.Range(1, 100).Where(n => n != Poison));
        var letter = (await app.Store.Consumers.ReadDeadLetters(new DeadLetterQuery { Consumer = PostFeature.Stamps }, Cancellation)).ShouldHaveSingleItem();
        letter.Reason.ShouldBe(DeadLetterReason.Handler);
        letter.Attempts.ShouldBe(2);
        letter.EventType.ShouldBe("letter.created");

        await Should.ThrowAsync<UnprocessableException>(() => app.Operations.Consumers.Replay(letter.Id, Cancellation));
        (await app.Store.Consumers.ReadDeadLetters(new DeadLetterQuery { Id = letter.Id }, Cancellation)).Count.ShouldBe(1);
        log.Before = (_, _) => Task.CompletedTask;
        await app.Operations.Consumers.Replay(letter.Id, Cancellation);
        await Should.ThrowAsync<NotFoundException>(() => app.Operations.Consumers.Replay(letter.Id, Cancellation));

        (await Stamps(app, "ann")).ShouldBe([.. Enumerable.Range(1, 100).Where(n => n != Poison), Poison]);
        await HasPassed(app, PostFeature.Stamps, await Send(app, "ann", 101, 1));
        (await Stamps(app, "ann"))[^1].ShouldBe(101);
    }

    [Fact]
    public async Task A_consumer_that_skips_goes_on_without_a_trace_of_the_event()
    {
        var (app, log) = await StartWithPoison(FailureAction.Skip);
        var last = await Send(app, "ann", 1, 100);
        await app.StartConsumers(Quick);
        await HasPassed(app, PostFeature.Mailboxes, last);
        await HasPassed(app, PostFeature.Effects, last);

        (await Mailbox(app, "ann")).ShouldNotBeNull().Letters.ShouldBe(99);
        log.Effects.Select(e => e.Number).ShouldBe(Enumerable.Range(1, 100).Where(n => n != Poison));
        (await app.Store.Consumers.ReadDeadLetters(new DeadLetterQuery(), Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failure_that_passes_costs_only_time_and_the_handler_knows_the_attempt()
    {
        var log = new PostLog();
        var app = await Start(new PostFeature(log, new FailurePolicy { FirstPause = TimeSpan.FromMilliseconds(5) }));
        var failures = 0;
        log.Before = (consumer, letter) => consumer == "effects" && letter.Number == Poison && Interlocked.Increment(ref failures) <= 3
            ? throw new TimeoutException("not now")
            : Task.CompletedTask;
        var last = await Send(app, "ann", 1, 100);

        await app.StartConsumers(Quick);
        await HasPassed(app, PostFeature.Effects, last);

        log.Effects.Select(e => e.Number).ShouldBe(Enumerable.Range(1, 100));
        log.Effects.Single(e => e.Number == Poison).Attempt.ShouldBe(4);
        (await StateOf(app, PostFeature.Effects)).Attempts.ShouldBe(0);
    }

    [Fact]
    public async Task Attempts_are_counted_on_over_a_restart_and_no_other_process_is_quicker_than_the_pause()
    {
        var log = new PostLog();
        var policy = new FailurePolicy { Attempts = 5, FirstPause = TimeSpan.FromHours(1), LongestPause = TimeSpan.FromHours(1) };
        var app = await Start(new PostFeature(log, policy));
        var calls = 0;
        log.Before = (consumer, _) =>
        {
            Interlocked.Increment(ref calls);
            throw new InvalidOperationException("poison");
        };
        await Send(app, "ann", 1, 1);
        await app.StartConsumers(Quick);
        await Eventually.True(async () => (await StateOf(app, PostFeature.Mailboxes)).Attempts == 1
            && (await StateOf(app, PostFeature.Stamps)).Attempts == 1 && (await StateOf(app, PostFeature.Effects)).Attempts == 1, "one attempt each");
        await app.StopConsumers();

        var other = Keep(await app.StartBeside(new PostFeature(log, policy)));
        await other.StartConsumers(Quick);
        await Eventually.True(async () => (await StateOf(app, PostFeature.Mailboxes)).IsLeased, "the other process has it");
        await Send(other, "ann", 2, 1);
        await Eventually.True(() => !log.PerInstance.IsEmpty, "the other process has seen the event, and leaves it where it must wait");

        calls.ShouldBe(3);
        (await StateOf(app, PostFeature.Mailboxes)).Attempts.ShouldBe(1);
        (await StateOf(app, PostFeature.Mailboxes)).NextAttemptAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_event_that_cannot_be_committed_is_found_among_the_others_of_its_page()
    {
        var app = await Start(new ClashFeature());
        for (var n = 1; n <= 30; n++)
        {
            await Sender(app).Write(new SendNote(n == 13 ? "twice" : $"note-{n}"));
            if (n == 7)
            {
                await Sender(app).Write(new SendNote("twice"));
            }
        }

        await app.DrainConsumers(Cancellation);

        var copies = await Sender(app).List<NoteCopy>(new { limit = 100 });
        copies.Rows.Select(c => c.Text).ShouldBe([.. Enumerable.Range(1, 7).Select(n => $"note-{n}"), "twice",
            .. Enumerable.Range(8, 23).Where(n => n != 13).Select(n => $"note-{n}")], ignoreOrder: true);
        (await app.Store.Consumers.ReadDeadLetters(new DeadLetterQuery(), Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_drain_throws_what_a_handler_throws_and_the_next_one_tries_again()
    {
        var (app, log) = await StartWithPoison(FailureAction.Pause);
        await Send(app, "ann", 1, 50);

        (await Should.ThrowAsync<InvalidOperationException>(() => app.DrainConsumers(Cancellation))).Message.ShouldBe("poison");
        log.Before = (_, _) => Task.CompletedTask;
        await app.DrainConsumers(Cancellation);

        (await Mailbox(app, "ann")).ShouldNotBeNull().Letters.ShouldBe(50);
        (await Stamps(app, "ann")).ShouldBe(Enumerable.Range(1, 50));
    }

    private static Task HasFailed(TestApp app, string consumer) =>
        Eventually.True(async () => (await StateOf(app, consumer)).Status == ConsumerStatus.Failed, $"'{consumer}' halts");

    private async Task<(TestApp App, PostLog Log)> StartWithPoison(FailureAction action)
    {
        var log = new PostLog();
        log.Before = (_, letter) => letter.Number == Poison ? throw new InvalidOperationException("poison") : Task.CompletedTask;
        return (await Start(new PostFeature(log, TwiceThen(action))), log);
    }
}

public sealed class Note : Entity
{
    public required string Text { get; set; }
}

public sealed class NoteCopy : Entity
{
    public required string Text { get; set; }
}

public sealed record SendNote(string Text);

/// <summary>A consumer whose writes can be refused by a unique index when they are committed.</summary>
public sealed class ClashFeature : Feature
{
    public override string Name => "clash";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Note>();
        r.Entity<NoteCopy>(e => e.Unique(n => n.Text));
        r.Crud<NoteCopy>(Access.SignedIn, Access.SignedIn);
        r.WriteHandler<SendNote>("send", Access.SignedIn, (command, ctx) => ctx.Create(new Note { Text = command.Text }));
        r.MultiStreamProjection("copy", p => p
            .On<Created<Note>>(async (e, ctx) => await ctx.Create(new NoteCopy { Text = e.Data.Record.Text }))
            .OnFailure(FailurePolicy.DeadLetter));
    }
}
