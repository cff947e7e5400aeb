using Kumiko;
using Recipes.Streams;

namespace Recipes.Tests;

public abstract class StreamsSpecification(Databases databases) : RecipeSpecification(databases)
{
    [Fact]
    public async Task Who_watches_sees_the_number_now_and_each_time_it_changes()
    {
        var packer = (await Start(new ParcelsFeature())).As("Packer");
        await using var waiting = packer.Stream<Waiting>(new WatchWaitingParcels()).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        (await Next(waiting)).Parcels.ShouldBe(0);

        var parcel = await packer.Create(new Parcel { Address = "Quay 4" });
        (await Next(waiting)).Parcels.ShouldBe(1);

        await packer.Update(parcel, p => p.IsSent = true);
        (await Next(waiting)).Parcels.ShouldBe(0);
    }

    [Fact]
    public async Task A_long_answer_comes_one_by_one()
    {
        var packer = (await Start(new ParcelsFeature())).As("Packer");
        foreach (var address in new[] { "Quay 1", "Quay 2", "Quay 3" })
        {
            await packer.Create(new Parcel { Address = address });
        }

        var addresses = new List<string>();
        await foreach (var parcel in packer.Stream<Parcel>(new PackingSlips(AtMost: 2)))
        {
            addresses.Add(parcel.Address);
        }

        addresses.ShouldBe(["Quay 1", "Quay 2"]);
    }

    [Fact]
    public async Task A_stream_is_refused_at_its_first_item()
    {
        var app = await Start(new ParcelsFeature());

        await app.As("Guest").Stream<Parcel>(new PackingSlips()).GetAsyncEnumerator().MoveNextAsync().AsTask().ShouldThrowAsync<AccessDeniedException>();
        await app.As("Packer").Stream<Parcel>(new PackingSlips(0)).GetAsyncEnumerator().MoveNextAsync().AsTask().ShouldThrowAsync<ValidationFailedException>();
    }

    private static async Task<Waiting> Next(IAsyncEnumerator<Waiting> items)
    {
        (await items.MoveNextAsync()).ShouldBeTrue();
        return items.Current;
    }
}
