using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Events;

namespace Kumiko.Tests.Aggregates;

/// <summary>Commands that decide: conflicts never reach the author's code.</summary>
public abstract class DecisionSpecification(DatabaseSource source) : LabTests(source)
{
    private readonly Guid _id = Guid.CreateVersion7();

    [Fact]
    public async Task A_decision_answers_with_the_stream_and_its_version()
    {
        await StartBank();
        (await User.Write<Decision>(new PutIn(_id, 5))).ShouldBe(new Decision(_id, new StreamVersion(1)));
        (await User.Write<Decision>(new PutIn(_id, 0))).ShouldBe(new Decision(_id, new StreamVersion(1)));
        (await User.WriteNamed("lab:write:account:withdraw", $$"""{"account":"{{_id}}","amount":3}""")).ShouldBeJson($$"""{"id":"{{_id}}","version":2}""");
        (await User.Write(new Withdraw(_id, 3)).ShouldFail<UnprocessableException>()).Reason.ShouldBe("not_enough");
        await Do(ctx => ctx.ArchiveStream("account", _id, "closed"));
        await User.Write(new PutIn(_id, 1)).ShouldFail<StreamArchivedException>();
    }

    [Fact]
    public async Task Of_many_who_decide_at_once_all_succeed_and_the_rule_holds()
    {
        const int Writers = 16;
        await StartBank();
        await User.Write(new PutIn(_id, 2 * Writers));

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            await User.Write(new Withdraw(_id, 1));
            await User.Write(new Withdraw(_id, 1));
        }, Cancellation)));

        await User.Write(new Withdraw(_id, 1)).ShouldFail<UnprocessableException>();
        await See(async ctx =>
        {
            var account = (await ctx.LoadAggregate<AccountState>(_id)).ShouldNotBeNull();
            account.State.Balance.ShouldBe(0);
            account.Version.Value.ShouldBe(1 + (2 * Writers));
        });
    }

    [Fact]
    public async Task A_decision_is_made_again_when_somebody_else_was_quicker()
    {
        var decided = 0;
        await StartLab(r =>
        {
            Declare(r);
            r.Decide<WithdrawFor, AccountState>("account:withdraw-for", Access.SignedIn, c => c.Account, (command, state, ctx) =>
            {
                if (Interlocked.Increment(ref decided) == 1)
                {
                    // Somebody else is quicker than the first decision.
                    Task.Run(() => User.Write(new PutIn(_id, 1))).GetAwaiter().GetResult();
                }

                ctx.User.Roles.ShouldContain("User");
                return [new Withdrawn(state.Balance)];
            });
        });
        await User.Write(new PutIn(_id, 1));

        (await User.Write<Decision>(new WithdrawFor(_id, 0))).Version.Value.ShouldBe(3);
        decided.ShouldBe(2);
        decided = 0;
        await Do(async ctx => (await ctx.Write<Decision>(new WithdrawFor(_id, 0))).Version.Value.ShouldBe(decided == 1 ? 4 : 5));
        decided.ShouldBe(2);
        decided = 0;
        var batch = await User.Batch(null,
            ("lab:write:account:withdraw-for", $$"""{"account":"{{_id}}","amount":1}"""),
            ("lab:write:parcel:create", """{"code":"p-1"}"""));
        batch.Error.ShouldBeNull();
        decided.ShouldBe(2);
        await See(async ctx =>
        {
            (await ctx.LoadAggregate<AccountState>(_id)).ShouldNotBeNull().State.Balance.ShouldBe(0);
            (await ctx.Query<Parcel>().Count()).ShouldBe(1);
        });
    }

    private Task StartBank() => StartLab(Declare);

    private static void Declare(FeatureBuilder r)
    {
        AccountState.Declare(r);
        r.Decide<PutIn, AccountState>("account:put-in", Access.SignedIn, c => c.Account, (command, _, ctx) =>
            command.Amount == 0 ? [] : [new Deposited(command.Amount, ctx.Now)]);
        r.Decide<Withdraw, AccountState>("account:withdraw", Access.SignedIn, c => c.Account, (command, state) =>
            state.Balance < command.Amount ? throw new UnprocessableException("not_enough", "The account has less than that.") : [new Withdrawn(command.Amount)]);
    }
}
