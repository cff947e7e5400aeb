using Kumiko.Tests.Events;

namespace Kumiko.Tests.Aggregates;

public sealed record AccountState
{
    public decimal Balance { get; init; }

    public IReadOnlyList<decimal> Latest { get; init; } = [];

    public DateTimeOffset? LastDeposit { get; init; }

    /// <summary>The same as the account itself, kept every few events or never.</summary>
    public static void Declare(FeatureBuilder r, int? snapshotEvery = null, int version = 1) => r.Aggregate<AccountState>("account", a =>
    {
        a.On<Deposited>((s, e) => s with { Balance = s.Balance + e.Data.Amount, LastDeposit = e.Data.At, Latest = [.. s.Latest.TakeLast(2), e.Data.Amount] })
            .On<Withdrawn>((s, e) => s with { Balance = s.Balance - e.Data.Amount, Latest = [.. s.Latest.TakeLast(2), -e.Data.Amount] });
        if (snapshotEvery is { } every)
        {
            a.Snapshot(every, version);
        }
    });
}

public sealed record Withdraw(Guid Account, int Amount);

public sealed record WithdrawFor(Guid Account, int Amount);

public sealed record PutIn(Guid Account, int Amount);
