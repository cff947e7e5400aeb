using System.Diagnostics;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Consumers;
using Kumiko.Tests.Tasks;

namespace Kumiko.Tests.Operating;

/// <summary>What listeners hear of an application.</summary>
public abstract class TelemetrySpecification(DatabaseSource source) : ConsumerSpecification(source)
{
    [Fact]
    public async Task Handlers_are_timed_and_their_failures_counted_by_code()
    {
        var app = await Start(new PostFeature(new PostLog()));
        using var heard = new Heard(app.Instance);

        await Sender(app).Write(new SendLetter("ann", 1));
        await Sender(app).Query<Mailbox?>(new MailboxOf("ann"));
        await Should.ThrowAsync<KumikoException>(() => Sender(app).QueryNamed("post:query:mailbox", "{}"));
        await Should.ThrowAsync<NotFoundException>(() => Sender(app).WriteNamed("made:write:up", "{}"));

        heard.Of("kumiko_dispatcher_handler_duration_seconds").Select(m => (m.Tags["handler"], m.Tags["kind"])).ShouldBe(
            [("post:write:send", "write"), ("post:query:mailbox", "query"), ("post:query:mailbox", "query"), ("unknown", "write")]);
        heard.Of("kumiko_dispatcher_handler_errors_total").Select(m => (m.Tags["handler"], m.Tags["error_class"])).ShouldBe(
            [("post:query:mailbox", "validation_error"), ("unknown", "not_found")]);
        var calls = heard.Spans.Where(s => s.GetTagItem("kumiko.handler") is not null).ToList();
        calls.Select(s => s.OperationName).ShouldBe(["dispatcher.write", "dispatcher.query", "dispatcher.query", "dispatcher.write"]);
        calls.Select(s => s.Status).ShouldBe([ActivityStatusCode.Unset, ActivityStatusCode.Unset, ActivityStatusCode.Error, ActivityStatusCode.Error]);
    }

    [Fact]
    public async Task Consumers_tell_what_they_did_and_how_far_behind_they_are()
    {
        var log = new PostLog();
        var app = await Start(new PostFeature(log, TwiceThen(FailureAction.DeadLetter)));
        using var heard = new Heard(app.Instance);
        log.Before = (consumer, letter) => consumer == "stamps" && letter.Number == 2 ? throw new InvalidOperationException("poison") : Task.CompletedTask;
        await app.StartConsumers(Quick);
        var last = await Send(app, "ann", 1, 5);
        await HasPassed(app, PostFeature.Stamps, last);
        await HasPassed(app, PostFeature.Mailboxes, last);
        await Eventually.True(() => heard.Sum("kumiko_event_consumer_events_processed_total", PostFeature.Mailboxes) == 5, "the page is counted");

        heard.Sum("kumiko_event_consumer_events_processed_total", PostFeature.Stamps).ShouldBe(4);
        heard.Sum("kumiko_event_consumer_events_failed_total", PostFeature.Stamps).ShouldBe(2);
        heard.Sum("kumiko_event_consumer_dead_letters_total", PostFeature.Stamps).ShouldBe(1);
        heard.Sum("kumiko_event_consumer_leases_taken_total", PostFeature.Mailboxes).ShouldBe(1);
        heard.Of("kumiko_event_consumer_page_duration_seconds").ShouldContain(m => Equals(m.Tags["consumer"], PostFeature.Mailboxes) && Equals(m.Tags["outcome"], "done"));
        heard.Spans.ShouldContain(s => s.OperationName == "events.consumer.page" && Equals(s.GetTagItem("kumiko.consumer"), PostFeature.Mailboxes) && Equals(s.GetTagItem("kumiko.events"), 5));
        await Eventually.True(() => heard.Gauge("kumiko_event_consumer_lag_events", PostFeature.Mailboxes) == 0, "the lag is gone");
        heard.Gauge("kumiko_event_consumer_lag_seconds", PostFeature.Mailboxes).ShouldBe(0);
        heard.Gauge("kumiko_event_consumer_status", PostFeature.Mailboxes).ShouldBe(0);
        heard.Gauge("kumiko_log_gap_age_seconds", null).ShouldBe(0);
    }

    [Fact]
    public async Task A_consumer_that_hangs_has_a_lag_in_events_and_seconds()
    {
        var log = new PostLog();
        var app = await Start(new PostFeature(log));
        using var heard = new Heard(app.Instance);
        var go = new TaskCompletionSource();
        log.Before = (consumer, _) => consumer == "effects" ? go.Task : Task.CompletedTask;
        await app.StartConsumers(Quick);
        await Send(app, "ann", 1, 3);

        await Eventually.True(() => heard.Gauge("kumiko_event_consumer_lag_events", PostFeature.Effects) >= 3, "the lag in events grows");
        await Eventually.True(() => heard.Gauge("kumiko_event_consumer_lag_seconds", PostFeature.Effects) > 0, "the lag in seconds grows");

        go.SetResult();
        await Eventually.True(() => heard.Gauge("kumiko_event_consumer_lag_seconds", PostFeature.Effects) == 0, "the lag is gone");
    }

    [Fact]
    public async Task A_paused_consumer_is_shown_as_paused_and_its_lease_as_lost()
    {
        var app = await Start(new PostFeature(new PostLog()));
        using var heard = new Heard(app.Instance);
        await app.StartConsumers(Quick);
        await HasPassed(app, PostFeature.Effects, await Send(app, "ann", 1, 1));

        await app.Operations.Consumers.Pause(PostFeature.Effects, Cancellation);

        await Eventually.True(() => heard.Gauge("kumiko_event_consumer_status", PostFeature.Effects) == 1, "the gauge shows it");
        await Eventually.True(() => heard.Sum("kumiko_event_consumer_leases_lost_total", PostFeature.Effects) == 1, "the lease is counted");
    }

    [Fact]
    public async Task Rebuilds_are_timed_and_count_their_events()
    {
        var app = await Start(new PostFeature(new PostLog()));
        await Send(app, "ann", 1, 7);
        await app.DrainConsumers(Cancellation);
        using var heard = new Heard(app.Instance);

        await app.Rebuilds.Rebuild(PostFeature.Mailboxes, cancellation: Cancellation);

        heard.Of("kumiko_projection_rebuild_events_total").ShouldHaveSingleItem().Value.ShouldBe(7);
        heard.Of("kumiko_projection_rebuild_duration_seconds").ShouldHaveSingleItem().Tags["success"].ShouldBe("true");
        heard.Spans.ShouldHaveSingleItem().OperationName.ShouldBe("projection.rebuild");
    }

    [Fact]
    public async Task Work_after_commits_is_timed_and_what_is_given_up_is_counted()
    {
        var reminders = new RemindersFeature { Retry = new RetryPolicy { Attempts = 1 } };
        var app = await Start(reminders);
        using var heard = new Heard(app.Instance);
        await app.As(Tenant).Write(new Remind("secret lunch"));
        await app.DrainTasks(Cancellation);
        reminders.InBetween = (_, _) => throw new InvalidOperationException("secret");
        await app.As(Tenant).Write(new Remind("secret tea"));
        app.StartTasks();

        await Eventually.True(() => heard.Of("kumiko_tasks_dead_total").Count == 1, "the failure is counted");

        heard.Of("kumiko_task_duration_seconds").Select(m => m.Tags["outcome"]).ShouldBe(["done", "failed"]);
        heard.Spans.Where(s => s.OperationName == "task.run").Select(s => s.GetTagItem("kumiko.task")).ShouldBe(["reminders:task:echo", "reminders:task:echo"]);
        heard.All.SelectMany(m => m.Tags.Values).Concat(heard.Spans.SelectMany(s => s.TagObjects.Select(t => t.Value)))
            .ShouldNotContain(value => value!.ToString()!.Contains("secret"));
    }

    [Fact]
    public async Task Two_applications_in_one_process_do_not_mix_and_nothing_of_the_data_goes_out()
    {
        var app = await Start(new PostFeature(new PostLog()));
        var other = await Start(new PostFeature(new PostLog()));
        using var heard = new Heard(app.Instance);
        using var elsewhere = new Heard(other.Instance);

        await Sender(app).Write(new SendLetter("secret-sender", 1));
        await app.DrainConsumers(Cancellation);

        heard.All.ShouldNotBeEmpty();
        elsewhere.All.ShouldBeEmpty();
        elsewhere.Spans.ShouldBeEmpty();
        heard.All.SelectMany(m => m.Tags.Values).Concat(heard.Spans.SelectMany(s => s.TagObjects.Select(t => t.Value)))
            .ShouldNotContain(value => value!.ToString()!.Contains("secret") || value.ToString()!.Contains(Tenant.ToString()));
    }
}
