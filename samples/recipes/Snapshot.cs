using Kumiko;

namespace Recipes.Snapshot;

// A stream that gets long, and a rule that must hold over all of it, whoever writes at the same time.

public sealed record GoodsReceived(int Quantity);

public sealed record GoodsReserved(string Order, int Quantity);

/// <summary>What the events of one article come to.</summary>
public sealed record Stock
{
    public int OnHand { get; init; }

    public int Reserved { get; init; }

    public int Free => OnHand - Reserved;
}

public sealed record ReceiveGoods(Guid Article, [Number(Min = 1)] int Quantity);

public sealed record ReserveGoods(Guid Article, string Order, [Number(Min = 1)] int Quantity);

public sealed record StockOf(Guid Article);

public sealed class WarehouseFeature : Feature
{
    public override string Name => "warehouse";

    protected override void Define(FeatureBuilder r)
    {
        r.DefineEvent<GoodsReceived>("goods-received");
        r.DefineEvent<GoodsReserved>("goods-reserved");

        // A snapshot is a shortcut and nothing else: loading begins at it and folds what came later. When the functions change, raise the version;
        // changed properties of the state, and new versions of events, are noticed by themselves.
        r.Aggregate<Stock>("stock", a => a
            .On<GoodsReceived>((stock, e) => stock with { OnHand = stock.OnHand + e.Data.Quantity })
            .On<GoodsReserved>((stock, e) => stock with { Reserved = stock.Reserved + e.Data.Quantity })
            .Snapshot(every: 50, version: 1));

        r.Decide<ReceiveGoods, Stock>("stock:receive", Access.SignedIn, c => c.Article, (command, _) =>
            [new GoodsReceived(command.Quantity)]);

        // A pure function of command and state. When somebody else was quicker, the stream is loaded again, and this decides again.
        r.Decide<ReserveGoods, Stock>("stock:reserve", Access.SignedIn, c => c.Article, (command, stock) =>
            stock.Free >= command.Quantity
                ? [new GoodsReserved(command.Order, command.Quantity)]
                : throw new UnprocessableException("out_of_stock", $"Only {stock.Free} are free."));

        r.QueryHandler<StockOf>("stock", Access.SignedIn, async (query, ctx) =>
            (await ctx.LoadAggregate<Stock>(query.Article))?.State);
    }
}
