using System.Text.Json;
using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kumiko.Tests.Dispatch;

public abstract class PipelineSpecification(DatabaseSource source) : BankTests(source)
{
    [Fact]
    public void The_framework_runs_lookup_access_validation_and_handler_in_this_order() =>
        Pipeline.Standard.Stages.Select(s => s.Name).ShouldBe(["lookup", "access", "validation", "handler"]);

    [Fact]
    public async Task A_write_passes_all_stages_and_is_committed_after_the_last()
    {
        var recording = await Recording.Start(this);

        await recording.Write(CreateAccount("Anna"));

        recording.Steps.ShouldBe(["lookup", "access", "validation", "handler", "execute"]);
    }

    [Fact]
    public async Task A_batch_runs_each_command_through_all_stages_and_commits_once()
    {
        var recording = await Recording.Start(this);

        await recording.Write(CreateAccount("Anna"), CreateAccount("Bert"));

        recording.Steps.ShouldBe(["lookup", "access", "validation", "handler", "lookup", "access", "validation", "handler", "execute"]);
    }

    [Fact]
    public async Task A_nested_command_and_a_nested_query_pass_all_stages_inside_the_handler()
    {
        var recording = await Recording.Start(this);
        var inner = Bank.Step(ctx => ctx.Create(new Account { Owner = "Anna" }));
        var question = Bank.Question(_ => Task.FromResult(1));

        await recording.Write(Call(Bank.Step(async ctx =>
        {
            await ctx.Write(inner);
            await ctx.Query<int>(question);
        })));

        string[] call = ["lookup", "access", "validation", "handler"];
        recording.Steps.ShouldBe([.. call, .. call, .. call, "execute"]);
    }

    [Fact]
    public async Task A_query_passes_all_stages_and_commits_nothing()
    {
        var recording = await Recording.Start(this);

        await recording.Query("bank:query:account:list", "{}");
        await recording.Query("bank:query:question", Payload(Bank.Question(async ctx =>
        {
            await ctx.Query<int>(Bank.Question(_ => Task.FromResult(1)));
            return 1;
        })));

        string[] call = ["lookup", "access", "validation", "handler"];
        recording.Steps.ShouldBe([.. call, .. call, .. call]);
    }

    [Theory]
    [InlineData("bank:write:unknown", "not json's business", "lookup")]
    [InlineData("bank:write:clerk-step", """{"wrong":1}""", "lookup,access")]
    [InlineData("bank:write:account:create", """{"wrong":1}""", "lookup,access,validation")]
    [InlineData("bank:write:account:delete", """{"id":"0198c0de-0000-7000-8000-00000000000a"}""", "lookup,access,validation,handler")]
    public async Task The_first_stage_that_fails_is_the_last(string name, string payload, string stages)
    {
        var recording = await Recording.Start(this);

        var outcome = await recording.Write((name, payload.StartsWith('{') ? payload : "{}"));

        outcome.IsSuccess.ShouldBeFalse();
        recording.Steps.ShouldBe(stages.Split(','));
    }

    [Fact]
    public async Task A_failing_command_ends_the_batch_before_the_next_one_is_looked_up()
    {
        var recording = await Recording.Start(this);

        var outcome = await recording.Write(CreateAccount("Anna"), ("bank:write:clerk-step", "{}"), CreateAccount("Bert"));

        outcome.FailedIndex.ShouldBe(1);
        recording.Steps.ShouldBe(["lookup", "access", "validation", "handler", "lookup", "access"]);
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

    /// <summary>A dispatcher whose stages and commits write down when it is their turn.</summary>
    private sealed class Recording(TestApp app, Dispatcher dispatcher, List<string> steps)
    {
        public IReadOnlyList<string> Steps => steps;

        public static async Task<Recording> Start(PipelineSpecification tests)
        {
            var app = await tests.Start();
            var steps = new List<string>();
            var store = new WatchedStore(app.Store) { BeforeExecute = _ => steps.Add("execute"), BeforeCommit = () => steps.Add("commit") };
            var pipeline = new Pipeline([.. Pipeline.Standard.Stages.Select(s => new RecordingStage(s, steps))]);
            var dispatcher = new Dispatcher(app.Registry, store, app.Clock, new IdGenerator(app.Clock), NullLogger.Instance, pipeline);
            return new Recording(app, dispatcher, steps);
        }

        public async Task<BatchOutcome> Write(params (string Name, string Payload)[] calls) =>
            await dispatcher.Write([.. calls.Select(c => new HandlerCall(c.Name, Parsed(c.Payload)))], null, Caller());

        public async Task Query(string name, string payload) => await dispatcher.Query(new HandlerCall(name, Parsed(payload)), Caller());

        private Caller Caller() => new(app.As("Teller").User, RequestInfo.New());

        private static JsonElement Parsed(string json)
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
    }

    private sealed class RecordingStage(Stage stage, List<string> steps) : Stage
    {
        public override string Name => stage.Name;

        public override ValueTask Run(Invocation invocation)
        {
            steps.Add(Name);
            return stage.Run(invocation);
        }
    }
}
