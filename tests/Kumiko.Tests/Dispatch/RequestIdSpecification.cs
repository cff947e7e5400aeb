using System.Collections.Concurrent;
using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Dispatch;

public abstract class RequestIdSpecification(DatabaseSource source) : BankTests(source)
{
    private const string Nasty = "é 漢 \U0001F642 <b>&amp;</b> + ' \" \\ / \u2028 \u007f";

    [Fact]
    public async Task A_repetition_gets_the_same_bytes_and_does_nothing()
    {
        var app = await Start();
        (string, string)[] calls =
        [
            ("bank:write:account:create", Payload(new { owner = Nasty, balance = -1, note = (string?)null })),
            Call(Bank.Step(_ => Task.FromResult(new { text = Nasty, large = 9007199254740993L, small = 1.50m, real = 1e-7, nothing = (string?)null, list = new[] { 1, 2 } }))),
            Call(Bank.Step(_ => Task.CompletedTask)),
        ];

        var first = await app.As().Batch("r-1", calls);
        var second = await app.As().Batch("r-1", calls);

        first.Error.ShouldBeNull();
        first.IsReplay.ShouldBeFalse();
        second.Error.ShouldBeNull();
        second.IsReplay.ShouldBeTrue();
        second.Position.ShouldNotBeNull().Value.ShouldBeGreaterThanOrEqualTo(first.Position!.Value.Value);
        second.Results.Select(Text).ShouldBe(first.Results.Select(Text));
        (await Log(app)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Sixteen_at_once_are_carried_out_once()
    {
        var app = await Start();
        for (var round = 0; round < 5; round++)
        {
            var call = ("bank:write:account:create", Payload(new { owner = $"round {round}" }));

            var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => app.As().Batch($"r-{round}", call))));

            outcomes.ShouldAllBe(o => o.Error == null);
            outcomes.Count(o => !o.IsReplay).ShouldBe(1);
            outcomes.Select(o => Text(o.Results.Single())).Distinct().ShouldHaveSingleItem();
            (await Log(app)).Count.ShouldBe(round + 1);
        }
    }

    [Theory]
    [InlineData("update")]
    [InlineData("unique")]
    [InlineData("chosen id")]
    [InlineData("delete")]
    [InlineData("handler")]
    [InlineData("catching handler")]
    public async Task Those_that_fail_because_of_their_own_twin_get_its_success(string kind)
    {
        var app = await Start();
        for (var round = 0; round < 5; round++)
        {
            var account = await app.As().Create(new Account { Owner = "Anna" });
            var call = kind switch
            {
                "update" => UpdateAccount(account.Id, 1, new { balance = 1 }),
                "unique" => CreateCard($"{round}"),
                "chosen id" => CreateAccount("Bert", Guid.CreateVersion7()),
                "delete" => ("bank:write:account:delete", Payload(new { id = account.Id, version = 1 })),
                "handler" => Call(Bank.Step(ctx => ctx.Create(new Card { Number = $"{round}" }))),
                _ => Call(Bank.Step(async ctx =>
                {
                    try
                    {
                        return await ctx.Create(new Card { Number = $"{round}" });
                    }
                    catch (UniqueViolationException)
                    {
                        return await ctx.Create(new Card { Number = $"another {Guid.NewGuid()}" });
                    }
                })),
            };
            var before = (await Log(app)).Count;

            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => app.As().Batch($"r-{round}", call))));

            outcomes.Select(o => o.Error?.ToString()).ShouldAllBe(e => e == null);
            outcomes.Count(o => !o.IsReplay).ShouldBe(1);
            outcomes.Select(o => Text(o.Results.Single())).Distinct().ShouldHaveSingleItem();
            (await Log(app)).Count.ShouldBe(before + 1);
        }

        await ShouldBeSound(app);
    }

    [Theory]
    [InlineData("another payload", "bank:write:account:create", """{"owner":"Bert"}""")]
    [InlineData("an invalid payload", "bank:write:account:create", """{"owner":7}""")]
    [InlineData("no payload", "bank:write:account:create", "{}")]
    [InlineData("another command", "bank:write:card:create", """{"number":"1"}""")]
    [InlineData("an unknown command", "bank:write:unknown", "{}")]
    [InlineData("a denied command", "bank:write:clerk-step", """{"name":"x"}""")]
    public async Task The_same_id_with_something_else_is_refused(string what, string name, string payload)
    {
        what.ShouldNotBeEmpty();
        var app = await Start();
        await app.As().Batch("r-1", CreateAccount("Anna"));

        var other = await app.As().Batch("r-1", (name, payload));
        var longer = await app.As().Batch("r-1", CreateAccount("Anna"), CreateAccount("Anna"));
        var same = await app.As().Batch("r-1", CreateAccount("Anna"));

        foreach (var refused in new[] { other, longer })
        {
            refused.Error.ShouldBeOfType<UnprocessableException>().Reason.ShouldBe("request_id_reused");
            refused.Error.Status.ShouldBe(422);
            refused.Results.ShouldBeEmpty();
        }

        same.IsReplay.ShouldBeTrue();
        (await Log(app)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_order_of_members_and_the_spelling_of_numbers_and_text_do_not_matter()
    {
        var app = await Start();
        await app.As().Batch("r-1", ("bank:write:account:create", """{"owner":"Anna","balance":5,"note":"\u00e9"}"""));

        var same = await app.As().Batch("r-1", ("bank:write:account:create", """ { "note":"é", "balance":5.0 , "owner":"\u0041nna"} """));

        same.Error.ShouldBeNull();
        same.IsReplay.ShouldBeTrue();
    }

    [Fact]
    public async Task Others_and_the_same_user_elsewhere_have_request_ids_of_their_own()
    {
        var app = await Start();
        TestUser[] users = [app.As("A"), app.As("B"), app.As(TestTenants.Second, "A")];

        foreach (var user in users)
        {
            var outcome = await user.Batch("r-1", CreateAccount("Anna"));
            outcome.Error.ShouldBeNull();
            outcome.IsReplay.ShouldBeFalse();
        }

        (await Log(app)).Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(422)]
    public async Task A_final_failure_is_replayed_word_for_word_even_if_it_would_succeed_by_now(int status)
    {
        var app = await Start();
        var account = await app.As().Create(new Account { Owner = Nasty });
        var failing = true;
        var call = status switch
        {
            400 => ("bank:write:account:create", Payload(new { owner = "", balance = "x", another = Nasty })),
            404 => ("bank:write:account:delete", Payload(new { id = Guid.Empty })),
            409 => UpdateAccount(account.Id, 7, new { balance = 1 }),
            _ => Call(Bank.Step(_ => failing
                ? throw new UnprocessableException("no_" + Nasty, Nasty, new Dictionary<string, object?> { ["n"] = 1.5m, ["list"] = new[] { Nasty }, ["null"] = null, ["yes"] = true })
                : Task.CompletedTask)),
        };

        var first = await app.As().Batch("r-1", CreateAccount("before"), call);
        failing = false;
        var second = await app.As().Batch("r-1", CreateAccount("before"), call);

        first.Error!.Status.ShouldBe(status);
        first.IsReplay.ShouldBeFalse();
        second.IsReplay.ShouldBeTrue();
        second.FailedIndex.ShouldBe(1);
        second.Results.Select(Text).ShouldBe(first.Results.Select(Text));
        Described(second.Error!).ShouldBe(Described(first.Error));
        second.Error!.Reason.ShouldBe(first.Error.Reason);
        (await Log(app)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("denied")]
    [InlineData("unknown")]
    [InlineData("broken")]
    public async Task What_may_end_is_not_remembered(string kind)
    {
        var app = await Start();
        var isBroken = true;
        var call = kind switch
        {
            "denied" => ("bank:write:clerk-step", Payload(Bank.ClerkStep(_ => Task.CompletedTask))),
            "unknown" => ("bank:write:not-yet", "{}"),
            _ => Call(Bank.Step(_ => isBroken ? throw new InvalidOperationException("broken") : Task.CompletedTask)),
        };

        var first = await app.As("Teller").Batch("r-1", call);
        isBroken = false;
        var user = app.As(app.As("Teller").User with { Roles = ["Teller", "Clerk"] });
        var second = await user.Batch("r-1", kind == "unknown" ? CreateAccount("Anna") : call);

        first.Error!.Status.ShouldBe(kind switch { "denied" => 403, "unknown" => 404, _ => 500 });
        second.Error.ShouldBeNull();
        second.IsReplay.ShouldBeFalse();
    }

    [Fact]
    public async Task A_failure_that_was_not_remembered_does_not_hide_the_success_of_its_twin()
    {
        var app = await Start();
        var clerk = app.As("Clerk");
        var call = ("bank:write:clerk-step", Payload(Bank.ClerkStep(ctx => ctx.Create(new Account { Owner = "Anna" }))));
        await clerk.Batch("r-1", call);

        var dismissed = app.As(clerk.User with { Roles = [] });

        (await dismissed.Batch("r-1", call)).IsReplay.ShouldBeTrue();
        (await Log(app)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Answers_are_forgotten_when_their_time_is_over()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
        var app = await Start(new TestAppOptions { Clock = clock, Configure = k => k.AnswerLifetime = TimeSpan.FromHours(1) });
        await using var host = new KumikoApplication(
            new KumikoOptions { AnswerLifetime = TimeSpan.FromHours(1) }.AddFeature(new BankFeature()),
            new WatchedStore(app.Store), clock, new IdGenerator(clock), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        await app.As().Batch("old", CreateAccount("Anna"));
        clock.Advance(TimeSpan.FromMinutes(30));
        await app.As().Batch("young", CreateAccount("Bert"));
        clock.Advance(TimeSpan.FromMinutes(30));

        (await host.ForgetOldAnswers()).ShouldBe(0);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        (await host.ForgetOldAnswers()).ShouldBe(1);

        (await app.As().Batch("young", CreateAccount("Bert"))).IsReplay.ShouldBeTrue();
        (await app.As().Batch("old", CreateAccount("Carla"))).IsReplay.ShouldBeFalse();
        (await Log(app)).Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_answer_and_the_writes_become_lasting_together_or_not_at_all(bool inTransaction)
    {
        var app = await Start();
        var step = Bank.Step(async ctx =>
        {
            await ctx.Create(new Account { Owner = "Anna" });
            if (inTransaction)
            {
                await ctx.Query<Account>().Count();
            }
        });
        var fails = true;
        var watched = new WatchedStore(app.Store)
        {
            BeforeExecute = operations => Fail(!inTransaction && operations.OfType<WriteOperation.RecordAnswer>().Any()),
            BeforeCommit = () => Fail(inTransaction),
        };
        var dispatcher = Watched(app, watched);

        var lost = await Write(dispatcher, app, Call(step), "r-1");
        fails = false;
        (await Log(app)).ShouldBeEmpty();
        (await Answer(app, "r-1")).ShouldBeNull();
        var done = await Write(dispatcher, app, Call(step), "r-1");
        var again = await Write(dispatcher, app, Call(step), "r-1");

        lost.Error!.Status.ShouldBe(500);
        done.Error.ShouldBeNull();
        done.IsReplay.ShouldBeFalse();
        again.IsReplay.ShouldBeTrue();
        (await Log(app)).Count.ShouldBe(1);
        await ShouldBeSound(app);

        void Fail(bool now)
        {
            if (now && fails)
            {
                throw new IOException("The line was cut.");
            }
        }
    }

    [Fact]
    public async Task A_command_whose_answer_got_lost_after_the_commit_is_not_done_again()
    {
        var app = await Start();
        var attempts = new ConcurrentBag<int>();
        var step = Bank.Step(async ctx =>
        {
            attempts.Add(1);
            return await ctx.Create(new Account { Owner = "Anna" });
        });
        var first = await app.As().Batch("r-1", Call(step));

        var second = await app.As().Batch("r-1", Call(step));

        Text(second.Results.Single()).ShouldBe(Text(first.Results.Single()));
        attempts.Count.ShouldBe(2, "the repetition is noticed at its commit");
        (await Log(app)).Count.ShouldBe(1);
    }

    private static async Task<RecordedAnswer?> Answer(TestApp app, string requestId)
    {
        await using var session = app.Store.NewSession();
        return await session.ReadAnswer(new RequestKey(TestTenants.First, app.As().User.Id, requestId));
    }

    private static string Described(KumikoException error) => JsonText.Of(writer =>
    {
        writer.WriteStartObject();
        ErrorJson.WriteMembers(writer, error);
        writer.WriteEndObject();
    });
}
