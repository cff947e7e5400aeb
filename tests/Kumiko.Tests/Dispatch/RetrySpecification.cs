using Kumiko.Storage;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Dispatch;

public abstract class RetrySpecification(DatabaseSource source) : BankTests(source)
{
    [Theory]
    [InlineData("kept back")]
    [InlineData("at once")]
    [InlineData("swallowed")]
    [InlineData("nested")]
    [InlineData("nested and swallowed")]
    public async Task Work_that_met_a_deadlock_is_done_again_from_the_beginning(string kind)
    {
        var app = await Start();
        var executions = 0;
        var runs = 0;
        var dispatcher = Watched(app, new WatchedStore(app.Store) { BeforeExecute = _ => FailTwice() });
        var nested = Bank.Step(ctx => ctx.Create(new Card { Number = "1" }));
        var step = Bank.Step(async ctx =>
        {
            runs++;
            await ctx.Create(new Account { Owner = $"run {runs}" });
            await (kind switch
            {
                "kept back" => Task.CompletedTask,
                "at once" => ctx.Create(new Card { Number = "1" }),
                "swallowed" => Swallowed(() => ctx.Create(new Card { Number = "1" })),
                "nested" => ctx.Write(nested),
                _ => Swallowed(() => ctx.Write(nested)),
            });
        });

        var outcome = await Write(dispatcher, app, Call(step), "r-1");

        outcome.Error.ShouldBeNull();
        runs.ShouldBe(3);
        (await app.As().List<Account>()).Rows.ShouldHaveSingleItem().Owner.ShouldBe("run 3");
        (await app.As().List<Card>()).Rows.Count.ShouldBe(kind == "kept back" ? 0 : 1);
        await ShouldBeSound(app);

        void FailTwice()
        {
            if (++executions <= 2)
            {
                throw new TransientStoreException(new IOException("deadlock"));
            }
        }
    }

    [Fact]
    public async Task Work_that_meets_deadlocks_again_and_again_ends_in_a_conflict_that_is_not_remembered()
    {
        var app = await Start();
        var isContended = true;
        var dispatcher = Watched(app, new WatchedStore(app.Store)
        {
            BeforeExecute = operations =>
            {
                if (isContended && operations.Any(o => o is WriteOperation.Append))
                {
                    throw new TransientStoreException(new IOException("deadlock"));
                }
            },
        });

        var first = await Write(dispatcher, app, CreateAccount("Anna"), "r-1");
        isContended = false;
        var second = await Write(dispatcher, app, CreateAccount("Anna"), "r-1");

        first.Error!.Status.ShouldBe(409);
        first.Error.Reason.ShouldBe("contention");
        second.Error.ShouldBeNull();
        second.IsReplay.ShouldBeFalse();
        (await Log(app)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_query_that_could_not_read_just_now_reads_again()
    {
        var app = await Start();
        await app.As().Create(new Account { Owner = "Anna" });
        var reads = 0;
        var dispatcher = Watched(app, new WatchedStore(app.Store)
        {
            BeforeRead = () =>
            {
                if (++reads <= 2)
                {
                    throw new TransientStoreException(new IOException("busy"));
                }
            },
        });

        var answer = await dispatcher.Query(new HandlerCall("bank:query:account:list", default), new Caller(app.As().User, RequestInfo.New()));

        Text(answer).ShouldContain("Anna");
        reads.ShouldBe(3);
    }

    [Fact]
    public async Task A_conflict_is_put_down_to_the_command_whose_writes_last()
    {
        var app = await Start();
        var account = await app.As().Create(new Account { Owner = "Anna" });
        var failing = Bank.Step(async ctx =>
        {
            await ctx.Update<Account>(account.Id, a => a.Balance = 1);
            throw new UnprocessableException("no", "No.");
        });

        var outcome = await app.As().Batch(
            null,
            Call(Bank.Step(async ctx =>
            {
                await Should.ThrowAsync<UnprocessableException>(() => ctx.Write(failing));
            })),
            CreateAccount("Bert"),
            Call(Bank.Step(async ctx =>
            {
                await ctx.Update<Account>(account.Id, a => a.Balance = 2);
                await app.As().Update(account, a => a.Balance = 3);
            })));

        outcome.Error.ShouldBeOfType<VersionConflictException>();
        outcome.FailedIndex.ShouldBe(2);
        outcome.Results.Count.ShouldBe(2);
    }

    // What an author should not do, and does.
    private static async Task Swallowed(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception)
        {
            return;
        }
    }
}
