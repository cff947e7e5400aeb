using Kumiko.Storage;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Events;

/// <summary>Appending: what events carry, and what happens when somebody else was quicker.</summary>
public abstract class AppendSpecification(DatabaseSource source) : LabTests(source)
{
    private readonly Guid _id = Guid.CreateVersion7();

    [Fact]
    public async Task An_event_carries_the_headers_that_it_was_appended_with()
    {
        await StartLab();
        await Do(ctx => ctx.Append("scale", _id, new Weighed(1), new AppendOptions { Headers = new Dictionary<string, string> { ["device"] = "7" } }));
        await Do(ctx => ctx.Append("scale", _id, new Weighed(2)));

        await See(async ctx =>
        {
            var events = await ctx.LoadTypedEvents(_id);
            events[0].Metadata.Headers.ShouldNotBeNull()["device"].ShouldBe("7");
            events[0].Metadata.UserId.ShouldBe(ctx.User.Id);
            events[0].Metadata.CorrelationId.ShouldNotBeNull();
            events[1].Metadata.Headers.ShouldBeNull();
            events.Cast<Event<Weighed>>().Select(e => e.Data.Grams).ShouldBe([1, 2]);
        });
    }

    [Fact]
    public async Task A_key_that_was_used_before_is_a_replay_that_names_the_key()
    {
        await StartLab();
        await Do(ctx => ctx.Append("scale", _id, new Weighed(1), Key("a")));

        var alone = await Do(ctx => ctx.Append("scale", _id, new Weighed(2), Key("a"))).ShouldFail<IdempotentReplayException>();
        alone.Status.ShouldBe(409);
        alone.Code.ShouldBe("idempotent_replay");
        alone.Details!["idempotencyKey"].ShouldBe("a");

        var among = await Do(async ctx =>
        {
            await ctx.Append("scale", Guid.CreateVersion7(), new Weighed(2), Key("b"));
            await ctx.Append("scale", _id, new Weighed(2), Key("a"));
            await ctx.Append("scale", Guid.CreateVersion7(), new Weighed(2), Key("c"));
        }).ShouldFail<IdempotentReplayException>();
        among.IdempotencyKey.ShouldBe("a");

        await See(async ctx => (await ctx.LoadEvents(_id)).Count.ShouldBe(1));
        await App.As(OtherTenant, "User").Write(Lab.Work(ctx => ctx.Append("scale", _id, new Weighed(1), Key("a"))));
    }

    [Fact]
    public async Task A_conflict_is_an_answer_and_the_command_goes_on()
    {
        await StartLab();
        await Do(ctx => ctx.Append("scale", _id, new Weighed(1), Key("a")));
        var parcel = await Parcel("p-1");

        await Do(async ctx =>
        {
            (await ctx.TryAppend("scale", _id, new Weighed(2), new StreamVersion(7)))
                .ShouldBe(new AppendResult.Conflict(new StreamVersion(7), new StreamVersion(1)));
            (await ctx.TryAppend("scale", _id, new Weighed(2), Key("a"))).ShouldBe(new AppendResult.Duplicate("a"));
            (await ctx.TryAppend("scale", _id, new Weighed(2))).ShouldBe(new AppendResult.Appended(new StreamVersion(2)));
            (await ctx.TryAppend(parcel, new Weighed(3), new StreamVersion(9))).IsSuccess.ShouldBeFalse();
            (await ctx.TryAppend(parcel, new Weighed(3))).IsSuccess.ShouldBeTrue();
            parcel.Version.ShouldBe(new StreamVersion(2));
            await ctx.Append("scale", _id, new Weighed(4));
        });

        await See(async ctx => (await ctx.LoadEvents(_id)).Count.ShouldBe(3));
        (await App.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_who_try_at_once_each_knows_what_became_of_it()
    {
        const int Rounds = 20;
        await StartLab();
        var appended = 0;
        for (var round = 0; round < Rounds; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 3).Select(writer => Task.Run(() => Do(async ctx =>
            {
                var result = await ctx.TryAppend("scale", _id, new Weighed(writer), new StreamVersion(Volatile.Read(ref appended)));
                await ctx.Append("marker", Guid.CreateVersion7(), new Withdrawn(result.IsSuccess ? 1 : 0));
            }), Cancellation)));
            appended = (int)await VersionOf(_id);
        }

        appended.ShouldBeGreaterThanOrEqualTo(Rounds);
        await using var session = App.Store.NewSession();
        var markers = await session.ReadLog(new LogQuery { AggregateType = "marker" }, Cancellation);
        markers.Count.ShouldBe(3 * Rounds);
        markers.Count(m => System.Text.Encoding.UTF8.GetString(m.Payload.Span).Contains('1', StringComparison.Ordinal)).ShouldBe(appended);
    }

    [Fact]
    public async Task An_event_stays_out_of_a_stream_of_another_type()
    {
        await StartLab();
        var parcel = await Parcel("p-1");
        await Do(ctx => ctx.Append("scale", _id, new Weighed(1)));

        (await Do(ctx => ctx.Append("scale", parcel.Id, new Weighed(1))).ShouldFail<InternalErrorException>()).InnerException!.Message.ShouldContain("'parcel'");
        await Do(ctx => ctx.Append("meter", _id, new Weighed(1))).ShouldFail<InternalErrorException>();
        (await VersionOf(parcel.Id)).ShouldBe(1);
        (await VersionOf(_id)).ShouldBe(1);
    }

    private async Task<long> VersionOf(Guid id)
    {
        await using var session = App.Store.NewSession();
        return (await session.ReadStreamVersion(new StreamId(Tenant, id), Cancellation)).Value;
    }

    private static AppendOptions Key(string key) => new() { IdempotencyKey = key };
}
