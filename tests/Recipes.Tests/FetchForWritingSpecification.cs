using Kumiko;
using Recipes.FetchForWriting;

namespace Recipes.Tests;

public abstract class FetchForWritingSpecification(Databases databases) : RecipeSpecification(databases)
{
    private readonly Guid _card = Guid.CreateVersion7();

    [Fact]
    public async Task A_till_that_shows_an_old_state_redeems_nothing()
    {
        var clerk = (await Start(new BoxOfficeFeature())).As("Clerk");
        await clerk.Write(new IssueCard(_card, 50));
        (await clerk.Write<GiftCard>(new RedeemCard(_card, 30, Seen: 1))).Balance.ShouldBe(20);

        var conflict = await Should.ThrowAsync<VersionConflictException>(() => clerk.Write(new RedeemCard(_card, 20, Seen: 1)));

        (conflict.Status, conflict.CurrentVersion).ShouldBe((409, new StreamVersion(2)));
        (await clerk.Write<GiftCard>(new RedeemCard(_card, 20, Seen: 2))).Balance.ShouldBe(0);
    }

    [Fact]
    public async Task Of_several_tills_at_the_same_time_one_redeems()
    {
        var clerk = (await Start(new BoxOfficeFeature())).As("Clerk");
        await clerk.Write(new IssueCard(_card, 50));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            clerk.Batch(null, ("box-office:write:gift-card:redeem", $$"""{"card":"{{_card}}","amount":"50","seen":1}""")), Cancellation)));

        outcomes.Count(outcome => outcome.IsSuccess).ShouldBe(1);
        outcomes.Where(outcome => !outcome.IsSuccess).ShouldAllBe(outcome => outcome.Error is VersionConflictException);
    }

    [Fact]
    public async Task A_conflict_that_is_a_value_lets_the_command_go_on()
    {
        var clerk = (await Start(new BoxOfficeFeature())).As("Clerk");
        var (seat, waitingList) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        (await clerk.Write<SeatAnswer>(new TakeSeat(seat, waitingList, "Ann"))).ShouldBe(new SeatAnswer(true, null));
        (await clerk.Write<SeatAnswer>(new TakeSeat(seat, waitingList, "Ben"))).ShouldBe(new SeatAnswer(false, 1));
        (await clerk.Write<SeatAnswer>(new TakeSeat(seat, waitingList, "Cleo"))).ShouldBe(new SeatAnswer(false, 2));
    }
}
