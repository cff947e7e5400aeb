using System.Text.Json.Nodes;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Events;

public sealed record Solved1(string Text);

public sealed record Solved2(string Resolution, string Channel);

public sealed record Solved3(string Resolution, string Channel, int Length);

public sealed record Solved4(string Resolution, string Channel, int Length, string ParcelCode);


/// <summary>Events are stored once, and read in the shape that is declared now.</summary>
public abstract class MigrationSpecification(DatabaseSource source) : LabTests(source)
{
    private readonly Guid _id = Guid.CreateVersion7();

    [Fact]
    public async Task Stored_events_are_brought_to_the_declared_version()
    {
        await StartLab(r => r.DefineEvent<Solved1>("solved"));
        await Do(ctx => ctx.Append("case", _id, new Solved1("Turned it off and on.")));
        var parcel = await Parcel("p-1");

        var (app, lab) = await Next(r =>
        {
            r.DefineEvent<Solved4>("solved", version: 4);
            r.EventMigration<Solved4>(from: 1, to: 2, m => m.Default("channel", "mail").Map("resolution", t => t!.GetValue<string>().ToUpperInvariant()).Rename("text", "resolution"));
            r.EventMigration<Solved4, Solved2, Solved3>(from: 2, to: 3, old => new Solved3(old.Resolution, old.Channel, old.Resolution.Length));
            r.EventMigration<Solved4>(from: 3, to: 4, async Task<JsonObject> (payload, ctx) =>
            {
                var found = await ctx.Find<Parcel>(parcel.Id);
                (await ctx.Query<Parcel>().Count()).ShouldBe(1);
                (ctx.Tenant, ctx.Stream.Aggregate, ctx.Version.Value).ShouldBe((Tenant, _id, 1));
                payload["parcelCode"] = found!.Code;
                return payload;
            });
        });
        await app.As(Tenant, "User").Write(lab.Work(ctx => ctx.Append("case", _id, new Solved4("b", "chat", 1, "c"))));
        await app.As(Tenant, "User").Query<object?>(lab.Look(async ctx =>
        {
            var events = (await ctx.LoadTypedEvents(_id)).Cast<Event<Solved4>>().ToList();
            events[0].Data.ShouldBe(new Solved4("TURNED IT OFF AND ON.", "mail", 21, "p-1"));
            events[1].Data.ShouldBe(new Solved4("b", "chat", 1, "c"));
            (await ctx.LoadEvents(_id)).Select(e => e.SchemaVersion).ShouldBe([1, 4]);
        }));
    }

    [Fact]
    public async Task A_step_can_work_on_json_and_need_nothing_else()
    {
        await StartLab(r => r.DefineEvent<Solved1>("solved"));
        await Do(ctx => ctx.Append("case", _id, new Solved1("a")));

        var (app, lab) = await Next(r =>
        {
            r.DefineEvent<Solved2>("solved", version: 2);
            r.EventMigration<Solved2>(1, 2, json => new JsonObject { ["resolution"] = json["text"]!.DeepClone(), ["channel"] = "none" });
        });
        await app.As(Tenant, "User").Query<object?>(lab.Look(async ctx =>
            (await ctx.LoadTypedEvents(_id)).ShouldHaveSingleItem().ShouldBeOfType<Event<Solved2>>().Data.ShouldBe(new Solved2("a", "none"))));
    }

    [Fact]
    public async Task A_step_that_fails_says_which_event_and_which_step()
    {
        await StartLab(r => r.DefineEvent<Solved1>("solved"));
        await Do(ctx => ctx.Append("case", _id, new Solved1("a")));

        var (app, lab) = await Next(r =>
        {
            r.DefineEvent<Solved2>("solved", version: 2);
            r.EventMigration<Solved2>(1, 2, json => throw new FormatException("No channel."));
        });
        var failure = await Failure(app, lab);
        (failure.EventType, failure.Stream, failure.Version.Value, failure.SchemaVersion, failure.From)
            .ShouldBe(("lab:event:solved", new StreamId(Tenant, _id), 1, 1, 1));
        failure.Message.ShouldContain("from version 1 to 2: No channel.");
        failure.InnerException.ShouldBeOfType<FormatException>();
    }

    [Fact]
    public async Task A_step_whose_result_does_not_fit_is_reported()
    {
        await StartLab(r => r.DefineEvent<Solved1>("solved"));
        await Do(ctx => ctx.Append("case", _id, new Solved1("a")));

        var (app, lab) = await Next(r =>
        {
            r.DefineEvent<Solved2>("solved", version: 2);
            r.EventMigration<Solved2>(1, 2, m => m.Rename("text", "resolution"));
        });
        (await Failure(app, lab)).Message.ShouldContain("channel (invalid_type)");
    }

    [Fact]
    public async Task An_event_of_a_newer_release_is_not_misread()
    {
        await StartLab(r =>
        {
            r.DefineEvent<Solved2>("solved", version: 2);
            r.EventMigration<Solved2>(1, 2, json => json);
        });
        await Do(ctx => ctx.Append("case", _id, new Solved2("a", "b")));

        var (app, lab) = await Next(r => r.DefineEvent<Solved2>("solved"));
        var failure = await Failure(app, lab);
        failure.From.ShouldBeNull();
        failure.Message.ShouldContain("stored in version 2");
    }

    [Fact]
    public async Task Names_can_be_exchanged_and_what_is_there_is_not_defaulted()
    {
        await StartLab(r => r.DefineEvent<Solved2>("solved"));
        await Do(ctx => ctx.Append("case", _id, new Solved2("r", "c")));

        var (app, lab) = await Next(r =>
        {
            r.DefineEvent<Solved2>("solved", version: 2);
            r.EventMigration<Solved2>(1, 2, m => m.Rename("resolution", "channel").Rename("channel", "resolution").Default("channel", "x").Rename("absent", "gone"));
        });
        await app.As(Tenant, "User").Query<object?>(lab.Look(async ctx =>
            (await ctx.LoadTypedEvents(_id)).ShouldHaveSingleItem().ShouldBeOfType<Event<Solved2>>().Data.ShouldBe(new Solved2("c", "r"))));
    }

    [Fact]
    public async Task The_history_shows_the_declared_shape_and_goes_on_where_it_cannot()
    {
        await StartLab(r => r.DefineEvent<Solved1>("solved"));
        var parcel = await Parcel("p-1");
        await Do(async ctx => await ctx.Append(await ctx.Get<Parcel>(parcel.Id), new Solved1("a")));
        var (good, _) = await Next(r =>
        {
            r.DefineEvent<Solved2>("solved", version: 2);
            r.EventMigration<Solved2>(1, 2, m => m.Rename("text", "resolution").Default("channel", "mail"));
        });
        var (bad, _) = await Next(r =>
        {
            r.DefineEvent<Solved2>("solved", version: 2);
            r.EventMigration<Solved2>(1, 2, json => throw new FormatException());
        });

        (await good.As(Tenant, "User").History<Parcel>(parcel.Id))[0].GetProperty("data").ShouldBeJson("""{"resolution":"a","channel":"mail"}""");
        (await bad.As(Tenant, "User").History<Parcel>(parcel.Id))[0].GetProperty("data").ShouldBeJson("""{"text":"a"}""");
    }

    private async Task<(TestApp App, LabFeature Lab)> Next(Action<FeatureBuilder> more)
    {
        var lab = new LabFeature(more);
        return (Keep(await App.StartBeside(lab)), lab);
    }

    private async Task<EventMigrationException> Failure(TestApp app, LabFeature lab)
    {
        var failure = await app.As(Tenant, "User").Query<object?>(lab.Look(ctx => ctx.LoadTypedEvents(_id))).ShouldFail<InternalErrorException>();
        failure.Message.ShouldBe("internal error");
        return failure.InnerException.ShouldBeOfType<EventMigrationException>();
    }
}
