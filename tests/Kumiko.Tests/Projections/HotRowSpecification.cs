using System.Collections.Concurrent;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Dispatch;

namespace Kumiko.Tests.Projections;

/// <summary>Many commands change one row at the same time, and no change is lost.</summary>
public abstract class HotRowSpecification(DatabaseSource source) : ReportTests(source)
{
    private const int Writers = 16;

    private const int Rounds = 12;

    [Fact]
    public async Task Increments_of_one_row_all_count()
    {
        var app = await StartReports();
        await Together(app, user => user.Create(new Account { Owner = "all", Balance = 3 }));

        (await Rows<OwnerSum>(app)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            s => s.Accounts.ShouldBe(Writers * Rounds), s => s.Balance.ShouldBe(3 * Writers * Rounds));
        await ShouldEqualRebuilds(app);
    }

    [Fact]
    public async Task Changes_that_read_the_row_all_count_from_the_first_on()
    {
        var app = await StartReports();
        await Together(app, user => user.Create(new Memo { Text = "all" }));

        (await Rows<MemoCount>(app)).ShouldHaveSingleItem().Count.ShouldBe(Writers * Rounds);
        await ShouldEqualRebuilds(app);
    }

    [Fact]
    public async Task Rows_that_nobody_has_made_yet_are_made_once()
    {
        var app = await StartReports();
        for (var round = 0; round < 8; round++)
        {
            await Together(app, user => user.Create(new Memo { Text = $"round {round}" }), rounds: 1);
        }

        (await Rows<MemoCount>(app)).Select(c => c.Count).ShouldBe(Enumerable.Repeat(Writers, 8));
        await ShouldEqualRebuilds(app);
    }

    [Fact]
    public async Task Commands_that_change_two_rows_in_opposite_order_are_all_or_nothing()
    {
        var app = await StartReports();
        var done = 0;
        var failures = await Try(app, writers: 4, rounds: 6, async (user, writer) =>
        {
            var (one, two) = writer % 2 == 0 ? ("a", "b") : ("b", "a");
            await user.Write(Bank.Step(async ctx =>
            {
                await ctx.Create(new Memo { Text = one });
                await ctx.Create(new Memo { Text = two });
            }));
            Interlocked.Increment(ref done);
        });

        failures.ShouldAllBe(f => f is ConflictException);
        (await Rows<MemoCount>(app)).Select(c => c.Count).ShouldBe([done, done]);
        await ShouldEqualRebuilds(app);
    }

    private static async Task Together(TestApp app, Func<TestUser, Task> work, int rounds = Rounds) =>
        (await Try(app, Writers, rounds, (user, _) => work(user))).Select(f => f.ToString()).ShouldBeEmpty();

    private static async Task<ConcurrentBag<KumikoException>> Try(TestApp app, int writers, int rounds, Func<TestUser, int, Task> work)
    {
        var failures = new ConcurrentBag<KumikoException>();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < rounds; i++)
            {
                try
                {
                    await work(app.As($"writer-{writer}"), writer);
                }
                catch (KumikoException failure)
                {
                    failures.Add(failure);
                }
            }
        })));
        return failures;
    }
}
