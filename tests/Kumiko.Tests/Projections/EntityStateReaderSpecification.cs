using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Dispatch;

namespace Kumiko.Tests.Projections;

/// <summary>A record before and after any event of the log, from few reads of streams.</summary>
public abstract class EntityStateReaderSpecification(DatabaseSource source) : BankTests(source)
{
    [Fact]
    public async Task Events_in_the_order_of_the_log_need_no_stream()
    {
        var app = await Start();
        await Fill(app);
        await using var session = app.Store.NewSession();
        var states = new EntityStateReader(() => session);

        await ShouldSeeEveryBalance(app, states, await Accounts(app));

        states.Reads.ShouldBe(0);
    }

    [Fact]
    public async Task States_that_are_not_kept_any_more_and_events_that_were_left_out_are_read_from_the_stream()
    {
        var app = await Start();
        await Fill(app);
        await using var session = app.Store.NewSession();
        var states = new EntityStateReader(() => session, capacity: 2);
        var events = await Accounts(app);

        await ShouldSeeEveryBalance(app, states, events);
        var after = states.Reads;
        after.ShouldBeGreaterThan(0);

        await ShouldSeeEveryBalance(app, new EntityStateReader(() => session), [.. events.Where(e => e.Version.Value % 3 == 0)]);
        await ShouldSeeEveryBalance(app, states, [.. events.Reverse()]);
    }

    /// <summary>Each update adds one, so that a version tells the balance.</summary>
    private static async Task ShouldSeeEveryBalance(TestApp app, EntityStateReader states, IReadOnlyList<StoredEvent> events)
    {
        var entity = app.Registry.FindEntity(typeof(Account))!;
        foreach (var stored in events)
        {
            var (before, after) = await states.Around(entity, stored, Cancellation);
            (before is null ? 0 : ((Account)entity.Materialize(before)).Balance).ShouldBe(Math.Max(0, (int)stored.Version.Value - 1));
            ((Account)entity.Materialize(after!)).ShouldSatisfyAllConditions(
                a => a.Balance.ShouldBe((int)stored.Version.Value), a => a.Version.ShouldBe(stored.Version), a => a.Id.ShouldBe(stored.Stream.Aggregate));
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task Fill(TestApp app)
    {
        var accounts = new List<Account>();
        for (var i = 0; i < 5; i++)
        {
            accounts.Add(await app.As().Create(new Account { Owner = $"{i}", Balance = 1 }));
        }

        await app.As().Write(Bank.Step(async ctx =>
        {
            for (var round = 0; round < 5; round++)
            {
                foreach (var account in accounts)
                {
                    await ctx.Update<Account>(account.Id, a => a.Balance++);
                }
            }
        }));
    }

    private static async Task<IReadOnlyList<StoredEvent>> Accounts(TestApp app)
    {
        await using var session = app.Store.NewSession();
        return await session.ReadLog(new LogQuery { AggregateType = "account" });
    }
}
