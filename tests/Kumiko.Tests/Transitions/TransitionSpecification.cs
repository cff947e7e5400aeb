using System.Text.Json;
using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Transitions;

/// <summary>Which states may follow each other holds on every way to a record.</summary>
public abstract class TransitionSpecification(DatabaseSource source) : AppSpecification(source)
{
    public static TheoryData<string> Ways => [.. DeskFeature.Ways];

    [Fact]
    public async Task The_standard_update_goes_where_it_may_and_nowhere_else()
    {
        var user = await User();
        var paper = await user.Create(new Paper { Title = "a" });

        await user.Update(paper, p => p.Stage = Stage.Approved).ShouldBeRefused("stage", "draft", "approved", "submitted");
        paper = await user.Update(paper, p => p.Stage = Stage.Submitted);
        paper = await user.Update(paper, p => p.Stage = Stage.Approved);
        await user.Update(paper, p => p.Stage = Stage.Draft).ShouldBeRefused("stage", "approved", "draft");

        (await user.Detail<Paper>(paper.Id))!.Stage.ShouldBe(Stage.Approved);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Code_goes_where_it_may_and_nowhere_else(string way)
    {
        var user = await User();
        var paper = await user.Create(new Paper { Title = "a" });

        await user.Write(new Move(way, paper.Id, Stage.Approved)).ShouldBeRefused("stage", "draft", "approved", "submitted");
        (await user.Detail<Paper>(paper.Id))!.Version.Value.ShouldBe(1);
        await user.Write(new Move(way, paper.Id, Stage.Submitted));
        await user.Write(new Move(way, paper.Id, Stage.Approved));
        await user.Write(new Move(way, paper.Id, Stage.Submitted)).ShouldBeRefused("stage", "approved", "submitted");

        (await user.Detail<Paper>(paper.Id))!.Stage.ShouldBe(Stage.Approved);
    }

    [Fact]
    public async Task The_same_state_that_is_sent_is_refused_unless_it_is_listed()
    {
        var user = await User();
        var paper = await user.Create(new Paper { Title = "a" });

        await SendStage(user, paper, "draft").ShouldBeRefused("stage", "draft", "draft", "submitted");
        paper = await user.Update(await user.Update(paper, p => p.Stage = Stage.Submitted), p => p.Stage = Stage.Rejected);
        await SendStage(user, paper, "rejected");
    }

    [Fact]
    public async Task A_state_that_code_leaves_alone_is_no_change()
    {
        var user = await User();
        var paper = await user.Create(new Paper { Title = "a", Place = "far" });

        await user.Write(new Rename(paper.Id, "b"));
        await user.Write(new Move("id", paper.Id, Stage.Draft));

        var after = (await user.Detail<Paper>(paper.Id))!;
        (after.Title, after.Version.Value).ShouldBe(("b", 2));
    }

    [Fact]
    public async Task A_stale_client_hears_of_the_conflict_and_not_of_the_state()
    {
        var user = await User();
        var paper = await user.Create(new Paper { Title = "a" });
        await user.Update(await user.Update(paper, p => p.Stage = Stage.Submitted), p => p.Stage = Stage.Approved);

        await user.Update(paper, p => p.Stage = Stage.Submitted).ShouldConflict(3);
        await SendStage(user, paper, "draft").ShouldConflict(3);
    }

    [Fact]
    public async Task Records_begin_where_they_may()
    {
        var user = await User();

        await user.Create(new Paper { Title = "a", Stage = Stage.Approved }).ShouldBeRefused("stage", null, "approved", "draft");
        await user.Write(new CreateByHandler(Many: false, Stage.Submitted)).ShouldBeRefused("stage", null, "submitted", "draft");
        await user.Write(new CreateByHandler(Many: true, Stage.Submitted)).ShouldBeRefused("stage", null, "submitted", "draft");
        await user.Create(new Paper { Title = "a", Review = Review.Passed }).ShouldBeRefused("review", null, "passed", "pending");
        (await user.List<Paper>()).Rows.ShouldBeEmpty();

        await user.Write(new CreateByHandler(Many: true, Stage.Draft));
        await user.Create(new Paper { Title = "a", Place = "far" });
        (await user.List<Paper>()).Rows.Count.ShouldBe(3);
    }

    [Fact]
    public async Task No_state_yet_becomes_one_to_begin_with_and_never_none_again()
    {
        var user = await User();
        var paper = await user.Create(new Paper { Title = "a" });

        await user.Update(paper, p => p.Review = Review.Passed).ShouldBeRefused("review", null, "passed", "pending");
        paper = await user.Update(paper, p => p.Review = Review.Pending);
        await user.Update(paper, p => p.Review = null).ShouldBeRefused("review", "pending", null, "passed");
        paper = await user.Update(paper, p => p.Place = "near");
        await user.Update(paper, p => p.Place = null).ShouldBeRefused("place", "near", null, "far");
        await user.WriteNamed("desk:write:paper:update", $$$"""{"id":"{{{paper.Id}}}","version":3,"changes":{"place":""}}""")
            .ShouldBeRefused("place", "near", null, "far");
    }

    [Fact]
    public async Task A_batch_goes_step_by_step_and_fails_as_a_whole()
    {
        var user = await User();
        var paper = await user.Create(new Paper { Title = "a" });

        var illegal = await user.Batch(null, Sent(paper.Id, 1, "submitted"), Sent(paper.Id, 2, "approved"), Sent(paper.Id, 3, "rejected"));
        illegal.FailedIndex.ShouldBe(2);
        illegal.Error!.Details!["from"].ShouldBe("approved");
        (await user.Detail<Paper>(paper.Id))!.Stage.ShouldBe(Stage.Draft);

        (await user.Batch(null, Sent(paper.Id, 1, "submitted"), Sent(paper.Id, 2, "approved"))).Error.ShouldBeNull();
        (await user.Detail<Paper>(paper.Id))!.Stage.ShouldBe(Stage.Approved);
    }

    [Fact]
    public async Task A_consumer_goes_where_it_may_and_nowhere_else()
    {
        var app = await Start(new DeskFeature());
        var user = app.As("Clerk");
        var paper = await user.Create(new Paper { Title = "a" });

        await user.Write(new Want(paper.Id, Stage.Submitted));
        await app.DrainConsumers(Cancellation);
        (await user.Detail<Paper>(paper.Id))!.Stage.ShouldBe(Stage.Submitted);

        paper = await user.Update((await user.Detail<Paper>(paper.Id))!, p => p.Stage = Stage.Approved);
        await user.Write(new Want(paper.Id, Stage.Draft));
        await app.DrainConsumers(Cancellation).ShouldFail<Exception>();
        (await user.Detail<Paper>(paper.Id))!.Stage.ShouldBe(Stage.Approved);
    }

    [Fact]
    public async Task A_deleted_record_comes_back_in_the_state_that_it_had()
    {
        var user = await User();
        var paper = await user.Update(await user.Create(new Paper { Title = "a" }), p => p.Stage = Stage.Submitted);
        await user.Delete<Paper>(paper.Id);

        (await user.Restore<Paper>(paper.Id)).Stage.ShouldBe(Stage.Submitted);
    }

    [Fact]
    public async Task A_command_that_skips_the_guard_goes_anywhere_and_says_why()
    {
        var app = await Shared<DeskFeature>();
        var user = app.As(Tenant, "Clerk");
        var paper = await user.Create(new Paper { Title = "a" });

        await user.Write(new MoveUnguarded(paper.Id, Stage.Approved, Nested: false));
        await user.Write(new CreateUnguarded(Stage.Rejected, Many: false));
        await user.Write(new CreateUnguarded(Stage.Rejected, Many: true));

        (await user.Detail<Paper>(paper.Id))!.Stage.ShouldBe(Stage.Approved);
        (await user.List<Paper>()).Rows.Count(p => p.Stage == Stage.Rejected).ShouldBe(2);
        await using var session = app.Store.NewSession();
        var events = await session.ReadStream(new StreamId(Tenant, paper.Id), StreamRange.Whole, Cancellation);
        events.Select(e => EventMetadata.Of(e).Headers?.GetValueOrDefault("transitionGuardSkipped")).ShouldBe([null, "repairs after the flood"]);
    }

    [Fact]
    public async Task What_a_command_skips_is_not_skipped_by_the_commands_that_it_calls()
    {
        var user = await User();
        var paper = await user.Create(new Paper { Title = "a" });

        await user.Write(new MoveUnguarded(paper.Id, Stage.Approved, Nested: true)).ShouldBeRefused("stage", "draft", "approved", "submitted");
    }

    [Fact]
    public async Task Everybody_can_see_where_a_record_may_go()
    {
        var app = await Shared<DeskFeature>();
        var user = app.As(Tenant, "Clerk");
        var paper = await user.Update(await user.Create(new Paper { Title = "a", Place = "near" }), p => p.Stage = Stage.Submitted);

        var next = await user.Query<Next>(new NextOf(paper.Id));
        next.Stages.ShouldBe([Stage.Draft, Stage.Approved, Stage.Rejected]);
        next.Reviews.ShouldBe([Review.Pending]);
        next.Places.ShouldBe(["far"]);
        next.First.ShouldBe([Stage.Draft]);

        var machine = app.Registry.EntityOf<Paper>().StateMachines[0];
        machine.Field.Name.ShouldBe("stage");
        machine.Starts.ShouldBe(["draft"]);
        machine.Transitions.Keys.ShouldBe(["draft", "submitted", "rejected"], ignoreOrder: true);
        machine.AllowedFrom("approved").ShouldBeEmpty();
    }

    private async Task<TestUser> User() => (await Shared<DeskFeature>()).As(Tenant, "Clerk");

    private static Task<JsonElement> SendStage(TestUser user, Paper paper, string stage)
    {
        var (name, payload) = Sent(paper.Id, paper.Version.Value, stage);
        return user.WriteNamed(name, payload);
    }

    private static (string, string) Sent(Guid id, long version, string stage) =>
        ("desk:write:paper:update", $$$"""{"id":"{{{id}}}","version":{{{version}}},"changes":{"stage":"{{{stage}}}"}}""");
}
