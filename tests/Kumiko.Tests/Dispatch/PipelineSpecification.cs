using System.Text.Json;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Dispatch;

public abstract class PipelineSpecification(DatabaseSource source) : BankTests(source)
{
    /// <summary>The order, in the only place of the tests where it stands.</summary>
    private static readonly string[] Order =
    [
        "lookup", "toggle", "rate limit", "access", "validation", "validation hooks", "field access", "pre-query hooks", "handler", "post-query hooks",
    ];

    public static TheoryData<string> Stages => [.. Order];

    [Fact]
    public void The_framework_has_one_order_of_stages_for_all_calls() => Pipeline.Standard.Stages.Select(s => s.Name).ShouldBe(Order);

    [Fact]
    public async Task A_write_passes_all_stages_and_is_committed_after_the_last()
    {
        var recording = await Recorded();

        await recording.Write(CreateAccount("Anna"));

        recording.Steps.ShouldBe([.. Order, "execute"]);
    }

    [Fact]
    public async Task A_batch_runs_each_command_through_all_stages_and_commits_once()
    {
        var recording = await Recorded();

        await recording.Write(CreateAccount("Anna"), CreateAccount("Bert"));

        recording.Steps.ShouldBe([.. Order, .. Order, "execute"]);
    }

    [Fact]
    public async Task A_nested_command_and_a_nested_query_pass_all_stages_inside_the_handler()
    {
        var recording = await Recorded();
        var inner = Bank.Step(ctx => ctx.Create(new Account { Owner = "Anna" }));
        var question = Bank.Question(_ => Task.FromResult(1));

        await recording.Write(Call(Bank.Step(async ctx =>
        {
            await ctx.Write(inner);
            await ctx.Query<int>(question);
        })));

        recording.Steps.ShouldBe([.. UpTo("handler"), .. Order, .. Order, .. Behind("handler"), "execute"]);
    }

    [Fact]
    public async Task A_query_passes_all_stages_and_commits_nothing()
    {
        var recording = await Recorded();

        await recording.Query("bank:query:account:list", "{}");
        await recording.Query("bank:query:question", Payload(Bank.Question(async ctx =>
        {
            await ctx.Query<int>(Bank.Question(_ => Task.FromResult(1)));
            return 1;
        })));

        recording.Steps.ShouldBe([.. Order, .. UpTo("handler"), .. Order, .. Behind("handler")]);
    }

    [Fact]
    public async Task A_stream_passes_all_stages_before_its_first_item_and_none_between_items()
    {
        var recording = await Recorded();

        await recording.Stream("bank:stream:answers", Payload(new Answers(Bank.Question(_ => Task.FromResult(1)).Name, 3)));

        recording.Steps.ShouldBe([.. Order, "item", "item", "item"]);
    }

    [Fact]
    public async Task A_query_inside_a_stream_passes_all_stages_each_time()
    {
        var recording = await Recorded();
        var question = Bank.Question(_ => Task.FromResult(1));

        await recording.Stream("bank:stream:answers", Payload(new Answers(Bank.Question(async ctx => await ctx.Query<int>(question)).Name, 2)));

        recording.Steps.ShouldBe([.. Order, .. Order, "item", .. Order, "item"]);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_stage_that_fails_ends_a_stream_before_its_first_item(string stage)
    {
        var recording = await Recorded();
        recording.FailIn(stage, call: 1);

        await Should.ThrowAsync<ConflictException>(() => recording.Stream("bank:stream:answers", Payload(new Answers(Bank.Question(_ => Task.FromResult(1)).Name, 3))));

        recording.Steps.ShouldBe(UpTo(stage));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_stage_that_fails_inside_a_stream_ends_it_behind_the_items_that_were_sent(string stage)
    {
        var recording = await Recorded();
        recording.FailIn(stage, call: 3);
        var question = Bank.Question(_ => Task.FromResult(1));

        await Should.ThrowAsync<ConflictException>(() => recording.Stream(
            "bank:stream:answers", Payload(new Answers(Bank.Question(async ctx => await ctx.Query<int>(question)).Name, 2))));

        recording.Steps.ShouldBe([.. Order, .. Order, "item", .. UpTo(stage)]);
    }

    [Theory]
    [InlineData("bank:write:unknown", "{}", "lookup")]
    [InlineData("bank:write:clerk-step", """{"wrong":1}""", "access")]
    [InlineData("bank:write:account:create", """{"wrong":1}""", "validation")]
    [InlineData("bank:write:account:delete", """{"id":"0198c0de-0000-7000-8000-00000000000a"}""", "handler")]
    public async Task The_first_stage_that_refuses_is_the_last(string name, string payload, string stage)
    {
        var recording = await Recorded();

        var outcome = await recording.Write((name, payload));

        outcome.IsSuccess.ShouldBeFalse();
        recording.Steps.ShouldBe(UpTo(stage));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Behind_a_stage_that_fails_nothing_runs_and_nothing_is_written(string stage)
    {
        var recording = await Recorded();
        recording.FailIn(stage, call: 2);

        var outcome = await recording.Write(CreateAccount("Anna"), CreateAccount("Bert"), CreateAccount("Cora"));

        (outcome.Error!.Code, outcome.FailedIndex).ShouldBe(("conflict", 1));
        recording.Steps.ShouldBe([.. Order, .. UpTo(stage)]);
        (await recording.Log()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_stage_that_fails_in_a_nested_call_takes_back_what_that_call_wrote_and_nothing_else(string stage)
    {
        var recording = await Recorded();
        recording.FailIn(stage, call: 2);
        var inner = Bank.Step(ctx => ctx.Create(new Account { Owner = "Bert" }));

        var outcome = await recording.Write(Call(Bank.Step(async ctx =>
        {
            await ctx.Create(new Account { Owner = "Anna" });
            await Should.ThrowAsync<ConflictException>(() => ctx.Write(inner));
        })));

        outcome.Error.ShouldBeNull();
        recording.Steps.ShouldBe([.. UpTo("handler"), .. UpTo(stage), .. Behind("handler"), "execute"]);
        (await recording.Log()).ShouldHaveSingleItem().Type.ShouldBe("account.created");
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_stage_that_fails_ends_a_query(string stage)
    {
        var recording = await Recorded();
        recording.FailIn(stage, call: 1);

        await Should.ThrowAsync<ConflictException>(() => recording.Query("bank:query:account:list", "{}"));

        recording.Steps.ShouldBe(UpTo(stage));
    }

    [Fact]
    public async Task A_failing_command_ends_the_batch_before_the_next_one_is_looked_up()
    {
        var recording = await Recorded();

        var outcome = await recording.Write(CreateAccount("Anna"), ("bank:write:clerk-step", "{}"), CreateAccount("Bert"));

        outcome.FailedIndex.ShouldBe(1);
        recording.Steps.ShouldBe([.. Order, .. UpTo("access")]);
    }

    [Fact]
    public async Task What_a_handler_throws_unexpectedly_is_an_internal_error_that_writes_nothing()
    {
        var app = await Start();
        var step = Bank.Step(async ctx =>
        {
            await ctx.Create(new Account { Owner = "Anna" });
            throw new InvalidTimeZoneException("a secret of the house");
        });

        var outcome = await app.As().Batch(null, Call(step));

        outcome.Error!.Code.ShouldBe("internal_error");
        outcome.Error.Message.ShouldNotContain("secret");
        outcome.Error.InnerException.ShouldBeOfType<InvalidTimeZoneException>();
        (await Log(app)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_that_was_given_up_writes_nothing()
    {
        var app = await Start();
        using var cancellation = new CancellationTokenSource();
        var step = Bank.Step(async ctx =>
        {
            await ctx.Create(new Account { Owner = "Anna" });
            await cancellation.CancelAsync();
        });
        using var payload = JsonDocument.Parse(Payload(step));

        await Should.ThrowAsync<OperationCanceledException>(() => app.Dispatcher.Write(
            [new HandlerCall("bank:write:step", payload.RootElement)], "given-up", new Caller(app.As().User, RequestInfo.New()), cancellation.Token));

        (await Log(app)).ShouldBeEmpty();
        (await app.As().Batch("given-up", CreateAccount("Anna"))).IsReplay.ShouldBeFalse();
    }

    private async Task<PipelineRecording> Recorded() => new(await Start());

    private static string[] UpTo(string stage) => Order[..(Array.IndexOf(Order, stage) + 1)];

    private static string[] Behind(string stage) => Order[(Array.IndexOf(Order, stage) + 1)..];
}
