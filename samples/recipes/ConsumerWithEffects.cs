using Kumiko;

namespace Recipes.ConsumerWithEffects;

// Mail that goes out when something has really happened. A command must not send it: it may be undone, and it may run twice.

/// <summary>Whoever delivers mail. It drops a message whose key it has seen.</summary>
public interface IMailService
{
    /// <exception cref="IOException">The message could not be handed over.</exception>
    Task Send(string to, string subject, string key, CancellationToken cancellation);
}

public sealed class Parcel : Entity
{
    [Text(Format = TextFormat.Email)]
    public required string Recipient { get; set; }

    [Filterable]
    public string? TrackingNumber { get; set; }
}

public sealed record ParcelShipped(string TrackingNumber);

public sealed record ShipParcel(Guid Id, string TrackingNumber);

public sealed class ShippingFeature(IMailService mail) : Feature
{
    public override string Name => "shipping";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Parcel>();
        r.Crud<Parcel>(write: Access.SignedIn, read: Access.SignedIn);
        r.DefineEvent<ParcelShipped>("parcel-shipped");

        r.WriteHandler<ShipParcel>("parcel:ship", Access.SignedIn, async (command, ctx) =>
        {
            var parcel = await ctx.Get<Parcel>(command.Id);
            await ctx.Update(parcel, p => p.TrackingNumber = command.TrackingNumber);
            await ctx.Append(parcel, new ParcelShipped(command.TrackingNumber));
        });

        r.MultiStreamProjection("shipping-notice", p => p
            .On<ParcelShipped>(async (e, ctx) =>
            {
                var parcel = await ctx.Get<Parcel>(e.AggregateId);

                // A process can die between the mail and the commit, and then the event comes again: at least once, never lost. The key is the
                // same every time, so that the other side can tell.
                await mail.Send(parcel.Recipient, $"On its way: {e.Data.TrackingNumber}", ctx.DedupKey, ctx.Cancellation);
            })
            .RunIn(Lane.Worker)

            // One address that does not work must not hold up the others: after three attempts the event is kept aside, and can be replayed.
            .OnFailure(FailurePolicy.DeadLetter with { Attempts = 3, FirstPause = TimeSpan.FromSeconds(1) }));
    }
}
