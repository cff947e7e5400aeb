using Kumiko;

namespace Recipes.FetchForWriting;

// Two answers to "somebody else was quicker": refuse what was decided on old knowledge, or take it as a fact and go on.

public sealed record CardIssued([Decimal(10, 2)] decimal Amount);

public sealed record CardRedeemed([Decimal(10, 2)] decimal Amount, string Receipt);

public sealed record SeatTaken(string Guest);

public sealed record GuestQueued(string Guest);

public sealed record GiftCard
{
    public decimal Balance { get; init; }
}

public sealed record IssueCard(Guid Card, [Decimal(10, 2), Number(Min = 1)] decimal Amount);

/// <summary>Redeems a card at the till.</summary>
/// <param name="Card">The card.</param>
/// <param name="Amount">How much of it.</param>
/// <param name="Seen">The version of the card that the till shows. If it is another by now, nothing is redeemed.</param>
public sealed record RedeemCard(Guid Card, [Decimal(10, 2)] decimal Amount, long Seen);

public sealed record TakeSeat(Guid Seat, Guid WaitingList, string Guest);

public sealed record SeatAnswer(bool HasSeat, long? PlaceInLine);

public sealed class BoxOfficeFeature : Feature
{
    public override string Name => "box-office";

    protected override void Define(FeatureBuilder r)
    {
        r.DefineEvent<CardIssued>("card-issued");
        r.DefineEvent<CardRedeemed>("card-redeemed");
        r.DefineEvent<SeatTaken>("seat-taken");
        r.DefineEvent<GuestQueued>("guest-queued");

        r.Aggregate<GiftCard>("gift-card", a => a
            .On<CardIssued>((card, e) => card with { Balance = card.Balance + e.Data.Amount })
            .On<CardRedeemed>((card, e) => card with { Balance = card.Balance - e.Data.Amount }));

        r.WriteHandler<IssueCard>("gift-card:issue", Access.SignedIn, (command, ctx) =>
            ctx.Append("gift-card", command.Card, new CardIssued(command.Amount), StreamVersion.None));

        r.WriteHandler<RedeemCard>("gift-card:redeem", Access.SignedIn, async (command, ctx) =>
        {
            // From here to the commit the version guards the card: no second till can redeem the same money in between.
            var card = await ctx.FetchForWriting<GiftCard>(command.Card, new StreamVersion(command.Seen));
            if (card.State.Balance < command.Amount)
            {
                throw new UnprocessableException("card_too_small", $"There is {card.State.Balance} left on the card.");
            }

            await card.Append(new CardRedeemed(command.Amount, ctx.Request.RequestId));
            return card.State;
        });

        r.WriteHandler<TakeSeat>("seat:take", Access.SignedIn, async (command, ctx) =>
        {
            // Who comes first has the seat. A conflict is no failure here: the command goes on, in the same transaction.
            var taken = await ctx.TryAppend("seat", command.Seat, new SeatTaken(command.Guest), StreamVersion.None);
            if (taken.IsSuccess)
            {
                return new SeatAnswer(HasSeat: true, PlaceInLine: null);
            }

            var place = await ctx.Append("waiting-list", command.WaitingList, new GuestQueued(command.Guest));
            return new SeatAnswer(HasSeat: false, place.Value);
        });
    }
}
