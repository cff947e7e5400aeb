using System.Text.Json;
using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Consumers;

namespace Kumiko.Tests.Operating;

/// <summary>What the log may forget, and what not.</summary>
public abstract class RetentionSpecification(DatabaseSource source) : ConsumerSpecification(source)
{
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private static RetentionPolicy OldStamps { get; } = new() { AggregateTypes = ["stamp"], OlderThan = TimeSpan.FromDays(30), Streams = RetentionScope.All };

    private static RetentionPolicy OldLetters { get; } = new() { AggregateTypes = ["letter"], OlderThan = TimeSpan.FromDays(30) };

    [Fact]
    public async Task Old_streams_of_the_domain_go_and_young_ones_stay()
    {
        var app = await WithOldLetters();
        await Send(app, "bob", 1, 1);
        await app.DrainConsumers(Cancellation);

        var tried = await app.Operations.Log.Prune(OldStamps with { DryRun = true }, Cancellation);
        (await Stamps(app, "ann")).Count.ShouldBe(3);
        var result = await app.Operations.Log.Prune(OldStamps, Cancellation);

        (tried.Streams, tried.Events).ShouldBe((1, 3));
        (result.Streams, result.Events, result.Before).ShouldBe((1, 3, _clock.GetUtcNow() - TimeSpan.FromDays(30)));
        (await Stamps(app, "ann")).ShouldBeEmpty();
        (await Stamps(app, "bob")).ShouldBe([1]);
    }

    [Fact]
    public async Task Nothing_goes_while_a_consumer_has_not_passed_it()
    {
        var app = await WithOldLetters();
        await app.Operations.Consumers.Rewind(PostFeature.Effects, EventPosition.Start, Cancellation);

        var refused = await Should.ThrowAsync<ConflictException>(() => app.Operations.Log.Prune(OldStamps, Cancellation));
        var tried = await app.Operations.Log.Prune(OldStamps with { DryRun = true }, Cancellation);

        refused.Reason.ShouldBe("retention_held_back");
        refused.Details!["consumers"].ShouldBe(new List<string> { PostFeature.Effects });
        tried.HeldBackBy.ShouldBe([PostFeature.Effects]);
        (await Stamps(app, "ann")).Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_streams_of_living_records_never_go()
    {
        var app = await WithOldLetters();

        var refused = await Should.ThrowAsync<UnprocessableException>(() => app.Operations.Log.Prune(
            OldLetters with { Streams = RetentionScope.All, AcceptingThatRebuildsForget = "Nobody reads them." }, Cancellation));
        var result = await app.Operations.Log.Prune(OldLetters with { AcceptingThatRebuildsForget = "Nobody reads them." }, Cancellation);

        refused.Reason.ShouldBe("retention_of_living_records");
        result.Streams.ShouldBe(0);
        (await Sender(app).List<Letter>()).Rows.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Deleted_records_go_only_with_a_reason_when_projections_were_derived_from_them()
    {
        var app = await WithOldLetters(deleteAll: true);

        var refused = await Should.ThrowAsync<UnprocessableException>(() => app.Operations.Log.Prune(OldLetters, Cancellation));
        var tried = await app.Operations.Log.Prune(OldLetters with { DryRun = true }, Cancellation);
        var result = await app.Operations.Log.Prune(OldLetters with { AcceptingThatRebuildsForget = "The counts are of no use any more." }, Cancellation);

        refused.Reason.ShouldBe("retention_forgets_rows");
        refused.Details!["projections"].ShouldBe(new List<string> { PostFeature.Mailboxes });
        tried.ForgottenBy.ShouldBe([PostFeature.Mailboxes]);
        (tried.Streams, result.Streams, result.Events).ShouldBe((3, 3, 6));
        (await app.CompareWithRebuild<Letter>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_that_is_only_marked_as_deleted_stays_and_an_archived_one_goes()
    {
        var app = await Start(new TestAppOptions { Clock = _clock }, new NoteFeature());
        var marked = await Sender(app).Create(new Note { Text = "marked" });
        await Sender(app).Delete<Note>(marked.Id);
        await Sender(app).Write(new ArchiveNote((await Sender(app).Create(new Note { Text = "archived" })).Id));
        _clock.Advance(TimeSpan.FromDays(60));

        var result = await app.Operations.Log.Prune(new RetentionPolicy { AggregateTypes = ["note"], OlderThan = TimeSpan.FromDays(30) }, Cancellation);

        (result.Streams, result.Events).ShouldBe((1, 2));
        (await Sender(app).Restore<Note>(marked.Id)).Text.ShouldBe("marked");
    }

    [Fact]
    public async Task A_policy_that_names_nothing_or_no_age_is_refused()
    {
        var app = await Start(new PostFeature(new PostLog()));

        (await Should.ThrowAsync<UnprocessableException>(() => app.Operations.Log.Prune(OldStamps with { AggregateTypes = [] }, Cancellation)))
            .Reason.ShouldBe("retention_names_nothing");
        (await Should.ThrowAsync<UnprocessableException>(() => app.Operations.Log.Prune(OldStamps with { OlderThan = TimeSpan.Zero }, Cancellation)))
            .Reason.ShouldBe("retention_without_age");
    }

    [Fact]
    public async Task An_operator_prunes_by_command_and_the_order_is_in_the_log()
    {
        var app = await WithOldLetters();

        var result = await app.As(Tenant, OperationsFeature.Role).Write<RetentionResult>(new PruneLog(["stamp"], 30, RetentionScope.All));

        result.Events.ShouldBe(3);
        await using var session = app.Store.NewSession();
        var order = (await session.ReadLog(new LogQuery { Types = ["operations:event:operator-acted"] }, Cancellation)).ShouldHaveSingleItem();
        using var payload = JsonDocument.Parse(order.Payload);
        payload.RootElement.GetProperty("details").GetProperty("streams").GetString().ShouldBe("all");
    }

    private async Task<TestApp> WithOldLetters(bool deleteAll = false)
    {
        var app = await Start(new TestAppOptions { Clock = _clock }, new PostFeature(new PostLog()), new OperationsFeature());
        await Send(app, "ann", 1, 3);
        foreach (var letter in deleteAll ? (await Sender(app).List<Letter>()).Rows : [])
        {
            await Sender(app).Delete<Letter>(letter.Id);
        }

        await app.DrainConsumers(Cancellation);
        _clock.Advance(TimeSpan.FromDays(60));
        return app;
    }

    public sealed class Note : Entity
    {
        public required string Text { get; set; }
    }

    public sealed record ArchiveNote(Guid Id);

    private sealed class NoteFeature : Feature
    {
        public override string Name => "notes";

        protected override void Define(FeatureBuilder r)
        {
            r.Entity<Note>(e => e.SoftDelete());
            r.Crud<Note>(Access.SignedIn, Access.SignedIn);
            r.WriteHandler<ArchiveNote>("note:put-away", Access.SignedIn, async (command, ctx) =>
                await ctx.ArchiveStream(await ctx.Get<Note>(command.Id), "No longer needed."));
        }
    }
}
