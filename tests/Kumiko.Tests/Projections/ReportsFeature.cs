using Kumiko.Tests.Dispatch;

namespace Kumiko.Tests.Projections;

/// <summary>How many accounts an owner has, and what is on them. Reads nothing.</summary>
public sealed class OwnerSum
{
    [Key]
    public required string Owner { get; set; }

    public int Accounts { get; set; }

    public long Balance { get; set; }
}

/// <summary>How many memos there are of each text. Reads every row that it changes.</summary>
public sealed class MemoCount
{
    [Key]
    public string? Text { get; set; }

    public int Count { get; set; }

    public DateTimeOffset? LastAt { get; set; }
}

/// <summary>One row for each card, under the card's own id.</summary>
public sealed class CardCopy
{
    public Guid Id { get; set; }

    public TenantId TenantId { get; set; }

    public required string Number { get; set; }

    public int Uses { get; set; }

    public bool IsArchived { get; set; }
}

/// <summary>Every deposit, wherever it was made.</summary>
public sealed class DepositEntry
{
    [Key]
    public required string Event { get; set; }

    [Key]
    public DateOnly Day { get; set; }

    public int Amount { get; set; }

    public required string By { get; set; }
}

/// <summary>Only deposits into safes.</summary>
public sealed class SafeSum
{
    public Guid Id { get; set; }

    public decimal Amount { get; set; }
}

/// <summary>Projections of every kind, by a feature of its own.</summary>
public sealed class ReportsFeature : Feature
{
    public override string Name => "reports";

    /// <summary>What the handlers of memos do first; tests put failures here.</summary>
    public Action<string>? OnMemo { get; set; }

    protected override void Define(FeatureBuilder r)
    {
        r.Requires("bank");
        r.Projection<OwnerSum>("owner-sum", p => p
            .On<Created<Account>>((e, rows) => Add(rows, e.Data.Record, 1))
            .On<Updated<Account>>((e, rows) =>
            {
                Add(rows, e.Data.Before, -1);
                Add(rows, e.Data.After, 1);
            })
            .On<Deleted<Account>>((e, rows) => Add(rows, e.Data.Record, -1))
            .On<Archived<Account>>((e, rows) => Add(rows, e.Data.Record, -1))
            .On<Unarchived<Account>>((e, rows) => Add(rows, e.Data.Record, 1)));
        r.Projection<MemoCount>("memo-count", p => p
            .From<Memo>()
            .On<Created<Memo>>((e, rows) => Count(rows, e, e.Data.Record, 1))
            .On<Updated<Memo>>(async (e, rows) =>
            {
                if (e.Data.Changed(m => m.Text))
                {
                    await Count(rows, e, e.Data.Before, -1);
                    await Count(rows, e, e.Data.After, 1);
                }
            })
            .On<Deleted<Memo>>((e, rows) => Count(rows, e, e.Data.Record, -1))
            .On<Restored<Memo>>((e, rows) => Count(rows, e, e.Data.Record, 1))
            .On<Archived<Memo>>((e, rows) => Count(rows, e, e.Data.Record, e.Data.Record.IsDeleted ? 0 : -1))
            .On<Unarchived<Memo>>((e, rows) => Count(rows, e, e.Data.Record, e.Data.Record.IsDeleted ? 0 : 1)));
        r.Projection<CardCopy>("card-copy", p => p
            .On<Created<Card>>((e, rows) => rows.Insert(CopyOf(e.Data.Record)))
            .On<Updated<Card>>(async (e, rows) => (await rows.Update(new CardCopy { Id = e.AggregateId, Number = "" }, c =>
            {
                c.Number = e.Data.After.Number;
                c.Uses = e.Data.After.Uses;
            })).ShouldNotBeNull())
            .On<Archived<Card>>((e, rows) =>
            {
                var copy = CopyOf(e.Data.Record);
                copy.IsArchived = true;
                rows.Put(copy);
            })
            .On<Unarchived<Card>>((e, rows) => rows.Put(CopyOf(e.Data.Record)))
            .On<Deleted<Card>>((e, rows) => rows.Delete(CopyOf(e.Data.Record))));
        r.Projection<DepositEntry>("deposit-entry", p => p.On<Deposited>((e, rows) => rows.Insert(new DepositEntry
        {
            Event = e.Id,
            Day = DateOnly.FromDateTime(e.CreatedAt.UtcDateTime),
            Amount = e.Data.Amount,
            By = e.CreatedBy.Value,
        })));
        r.Projection<SafeSum>("safe-sum", p => p
            .From("safe")
            .On<Deposited>((e, rows) => rows.Increment(new SafeSum { Id = e.AggregateId }, s => s.Amount, e.Data.Amount)));
    }

    private static void Add(ProjectionRows<OwnerSum> rows, Account account, int sign)
    {
        var key = new OwnerSum { Owner = account.Owner };
        rows.Increment(key, s => s.Accounts, sign);
        rows.Increment(key, s => s.Balance, sign * account.Balance);
    }

    private async Task Count(ProjectionRows<MemoCount> rows, Event e, Memo memo, int by)
    {
        OnMemo?.Invoke(memo.Text);
        await rows.Upsert(new MemoCount { Text = memo.Text }, c =>
        {
            c.Count += by;
            c.LastAt = e.CreatedAt;
        });
    }

    private static CardCopy CopyOf(Card card) => new() { Id = card.Id, Number = card.Number, Uses = card.Uses };
}
