using Kumiko.Tests.Dispatch;

namespace Kumiko.Tests.Rebuilds;

/// <summary>What owners have, as a consumer knows it.</summary>
public sealed class OwnerTotal
{
    [Key]
    public required string Owner { get; set; }

    public int Accounts { get; set; }

    public long Balance { get; set; }
}

public sealed record AccountSeen(string Owner);

/// <summary>A consumer with a table, which appends an event for each account besides.</summary>
public sealed class TotalsFeature : Feature
{
    public const string Projection = "totals:projection:owner-total";

    public override string Name => "totals";

    protected override void Define(FeatureBuilder r)
    {
        r.Requires("bank");
        r.DefineEvent<AccountSeen>("account-seen");
        r.MultiStreamProjection<OwnerTotal>("owner-total", p => p
            .On<Created<Account>>(async (e, ctx) =>
            {
                Add(ctx.Rows, e.Data.Record, 1);
                await ctx.Append("sighting", DeterministicId.Of($"sighting {e.AggregateId}"), new AccountSeen(e.Data.Record.Owner));
            })
            .On<Updated<Account>>((e, ctx) =>
            {
                Add(ctx.Rows, e.Data.Before, -1);
                Add(ctx.Rows, e.Data.After, 1);
            })
            .On<Deleted<Account>>((e, ctx) => Add(ctx.Rows, e.Data.Record, -1))
            .On<Archived<Account>>((e, ctx) => Add(ctx.Rows, e.Data.Record, -1))
            .On<Unarchived<Account>>((e, ctx) => Add(ctx.Rows, e.Data.Record, 1)));
    }

    private static void Add(ProjectionRows<OwnerTotal> rows, Account account, int sign)
    {
        var key = new OwnerTotal { Owner = account.Owner };
        rows.Increment(key, r => r.Accounts, sign);
        rows.Increment(key, r => r.Balance, sign * account.Balance);
    }
}
