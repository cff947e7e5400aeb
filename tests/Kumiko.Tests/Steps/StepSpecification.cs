using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Steps;

/// <summary>Steps run one after the other, in one transaction, under the rules of every handler.</summary>
public abstract class StepSpecification(DatabaseSource source) : AppSpecification(source)
{
    [Fact]
    public async Task Steps_run_in_order_and_hand_on_what_they_result_in()
    {
        var mechanic = await Mechanic();

        var bike = await mechanic.Write<Bike>(new TakeIn("a", ["bell", "saddle"]));

        bike.Frame.ShouldBe("a");
        bike.Version.Value.ShouldBe(2);
        (await mechanic.History<Bike>(bike.Id)).Select(e => e.GetProperty("type").GetString()).ShouldBe(["workshop:event:bike-noted", "bike.created"]);
        (await mechanic.List<Part>()).Rows.Select(p => (p.BikeId, p.Name)).ShouldBe([(bike.Id, "bell"), (bike.Id, "saddle")]);
    }

    [Fact]
    public async Task What_a_step_throws_takes_back_all_that_was_done()
    {
        var mechanic = await Mechanic();

        var failure = await mechanic.Write(new TakeIn("a", ["bell", "brick", "saddle"], "brick")).ShouldFail<UnprocessableException>();

        failure.Details!["reason"].ShouldBe("wrong_part");
        (await mechanic.List<Bike>()).Rows.ShouldBeEmpty();
        (await mechanic.List<Part>()).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failed_command_of_steps_inside_another_one_takes_back_only_its_own()
    {
        var mechanic = await Mechanic();

        await mechanic.Write(new TakeInTwo("first", "second"));

        (await mechanic.List<Bike>()).Rows.ShouldHaveSingleItem().Frame.ShouldBe("first");
        (await mechanic.List<Part>()).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_batch_of_commands_of_steps_is_all_or_nothing()
    {
        var mechanic = await Mechanic();

        var outcome = await mechanic.Batch(null,
            ("workshop:write:bike:take-in", """{"frame":"a","parts":["bell"]}"""), ("workshop:write:bike:take-in", """{"frame":"b","parts":["brick"],"failAt":"brick"}"""));

        outcome.FailedIndex.ShouldBe(1);
        (await mechanic.List<Bike>()).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_branch_does_one_side_only()
    {
        var mechanic = await Mechanic();
        var bike = await mechanic.Write<Bike>(new TakeIn("a"));

        (await mechanic.Write<long>(new Mend(bike.Id))).ShouldBe(3);
    }

    [Fact]
    public async Task A_branch_has_the_result_of_the_side_that_was_taken()
    {
        var mechanic = await Mechanic();
        var bike = await mechanic.Write<Bike>(new TakeIn("a", ["bell"]));

        var known = await mechanic.Write<Part>(new ClaimPart(bike.Id, "bell"));
        var added = await mechanic.Write<Part>(new ClaimPart(bike.Id, "chain"));

        known.Version.Value.ShouldBe(1);
        (await mechanic.List<Part>()).Rows.Select(p => p.Id).ShouldBe([known.Id, added.Id]);
    }

    [Fact]
    public async Task A_loop_takes_what_a_step_has_found()
    {
        var mechanic = await Mechanic();
        var bike = await mechanic.Write<Bike>(new TakeIn("a", ["bell", "saddle", "chain"]));

        (await mechanic.Write<int>(new Strip(bike.Id))).ShouldBe(21);

        (await mechanic.List<Part>()).Rows.ShouldHaveSingleItem().Name.ShouldBe("chain");
    }

    [Fact]
    public async Task Steps_append_to_streams_that_are_no_records()
    {
        var app = await App();
        var thread = Guid.CreateVersion7();

        await Mechanic(app).Write(new Chat(thread, "hello"));

        await using var session = app.Store.NewSession();
        (await session.ReadStream(new StreamId(Tenant, thread), StreamRange.Whole, Cancellation)).ShouldHaveSingleItem().AggregateType.ShouldBe("chat");
    }

    [Theory, InlineData("later"), InlineData("inside"), InlineData("previous"), InlineData("inside-not-run")]
    public async Task What_has_not_run_has_no_result_and_nothing_is_written(string what)
    {
        var mechanic = await Mechanic();

        var look = () => mechanic.Write<string>(new Peek(what));

        if (what == "inside-not-run")
        {
            (await look()).ShouldBe("late");
        }
        else
        {
            await look().ShouldFail<InternalErrorException>();
            (await mechanic.List<Bike>()).Rows.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Transitions_are_guarded_in_steps()
    {
        var mechanic = await Mechanic();
        var bike = await mechanic.Write<Bike>(new TakeIn("a"));

        (await mechanic.Write(new Sell(bike.Id)).ShouldFail<UnprocessableException>()).Details!["reason"].ShouldBe("invalid_transition");
        await mechanic.Write(new SellUnguarded(bike.Id));

        (await mechanic.Detail<Bike>(bike.Id))!.State.ShouldBe(BikeState.Sold);
    }

    [Fact]
    public async Task Rules_of_fields_hold_in_steps()
    {
        var app = await App();
        var bike = await Mechanic(app).Write<Bike>(new TakeIn("a"));

        await Mechanic(app).Write(new Mend(bike.Id, 12)).ShouldFail<AccessDeniedException>();
        (await app.As(Tenant, "Mechanic", "Boss").Write<long>(new Mend(bike.Id, 12))).ShouldBe(4);
    }

    [Fact]
    public async Task Ownership_holds_in_steps()
    {
        var app = await App();
        var bike = await app.As(Tenant, "Rider").WithId("ann").Write<Bike>(new TakeIn("a"));

        await app.As(Tenant, "Rider").WithId("bob").Write(new Mend(bike.Id)).ShouldBeNotFound();
        (await app.As(Tenant, "Rider").WithId("ann").Write<long>(new Mend(bike.Id))).ShouldBe(3);
    }

    [Fact]
    public async Task Another_tenants_record_is_not_there()
    {
        var app = await App();
        var bike = await Mechanic(app).Write<Bike>(new TakeIn("a", ["bell"]));
        var stranger = app.As(OtherTenant, "Mechanic");

        await stranger.Write(new Mend(bike.Id)).ShouldBeNotFound();
        await stranger.Write(new Sell(bike.Id)).ShouldBeNotFound();
        (await stranger.Write<int>(new Strip(bike.Id))).ShouldBe(0);
    }

    [Fact]
    public async Task References_fields_and_unique_values_are_checked_in_steps()
    {
        var mechanic = await Mechanic();
        await mechanic.Write<Bike>(new TakeIn("a"));

        await mechanic.Write(new Fit(Guid.CreateVersion7())).ShouldBeInvalid("bikeId", "reference_not_found");
        await mechanic.Write(new TakeIn(new string('x', 21))).ShouldBeInvalid("frame", "too_big");
        await mechanic.Write(new TakeIn("a")).ShouldBeTaken("frame");
    }

    [Fact]
    public async Task Each_call_has_results_of_its_own()
    {
        var app = await App();

        var bikes = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Mechanic(app).Write<Bike>(new TakeIn($"frame {i}", [$"part {i}"]))));

        bikes.Select(b => b.Frame).ShouldBe(Enumerable.Range(0, 12).Select(i => $"frame {i}"));
        foreach (var part in (await Mechanic(app).List<Part>(new { limit = 20 })).Rows)
        {
            bikes.Single(b => b.Id == part.BikeId).Frame.ShouldBe(part.Name.Replace("part", "frame"));
        }
    }

    private async Task<TestUser> Mechanic() => Mechanic(await App());

    private TestUser Mechanic(TestApp app) => app.As(Tenant, "Mechanic");

    private Task<TestApp> App() => Shared<WorkshopFeature>();
}
