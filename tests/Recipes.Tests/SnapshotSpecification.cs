using Kumiko;
using Kumiko.Testing;
using Recipes.Snapshot;

namespace Recipes.Tests;

public abstract class SnapshotSpecification(Databases databases) : RecipeSpecification(databases)
{
    private readonly Guid _article = Guid.CreateVersion7();

    [Fact]
    public async Task A_long_stream_loads_from_its_snapshot_with_the_same_result()
    {
        var app = await Start(new WarehouseFeature());
        var clerk = app.As("Clerk");
        for (var n = 0; n < 120; n++)
        {
            await clerk.Write(new ReceiveGoods(_article, 1));
        }

        (await clerk.Query<Stock>(new StockOf(_article))).OnHand.ShouldBe(120);

        await using var session = app.Store.NewSession();
        var snapshot = (await session.ReadSnapshot(new StreamId(TestTenants.First, _article), "stock", Cancellation)).ShouldNotBeNull();
        snapshot.Version.Value.ShouldBeGreaterThanOrEqualTo(50);
    }

    [Fact]
    public async Task Many_who_reserve_at_once_never_reserve_more_than_there_is()
    {
        var app = await Start(new WarehouseFeature());
        var clerk = app.As("Clerk");
        await clerk.Write(new ReceiveGoods(_article, 5));

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => Task.Run(() => Reserve(clerk, $"order-{n}"), Cancellation)));

        // Nobody has met a conflict: five have their goods, and three were told why not.
        outcomes.Count(outcome => outcome is null).ShouldBe(5);
        outcomes.Count(outcome => outcome == "out_of_stock").ShouldBe(3);
        (await clerk.Query<Stock>(new StockOf(_article))).Free.ShouldBe(0);
    }

    private async Task<string?> Reserve(TestUser clerk, string order)
    {
        try
        {
            await clerk.Write(new ReserveGoods(_article, order, 1));
            return null;
        }
        catch (KumikoException refusal)
        {
            return refusal.Reason;
        }
    }
}
