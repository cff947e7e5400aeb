using Kumiko;

namespace Recipes.Streams;

// A stream is a query that answers with one item after another, for as long as the client listens: a counter on a wall, the progress of an import.
// Over HTTP it is POST /api/stream, answered with server-sent events; in tests it is an IAsyncEnumerable.

public sealed class Parcel : Entity
{
    [Text(MaxLength = 40)]
    public required string Address { get; set; }

    [Filterable]
    public bool IsSent { get; set; }
}

public sealed record WatchWaitingParcels;

public sealed record PackingSlips([property: Number(Min = 1, Max = 500)] int AtMost = 100);

public sealed record Waiting(long Parcels);

public sealed class ParcelsFeature : Feature
{
    public override string Name => "parcels";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Parcel>();
        r.Crud<Parcel>(write: Access.Roles("Packer"), read: Access.SignedIn);

        // Live: a first answer at once, and another one whenever it is not the same any more.
        r.StreamHandler<WatchWaitingParcels, Waiting>("parcel:waiting", Access.SignedIn, Watch);

        // Long: one item at a time, so that neither side ever holds all of them.
        r.StreamHandler<PackingSlips, Parcel>("parcel:packing-slips", Access.Roles("Packer"), Slips);
    }

    private static async IAsyncEnumerable<Waiting> Watch(WatchWaitingParcels query, StreamContext ctx)
    {
        Waiting? last = null;

        // Goes round at once, and then when something was written. Many writes in a row are one round.
        await foreach (var _ in ctx.Changes())
        {
            // Between two reads nothing of the database is held: thousands may listen.
            var waiting = new Waiting(await ctx.Read(read => read.Query<Parcel>().Where(p => !p.IsSent).Count()));
            if (waiting != last)
            {
                yield return last = waiting;
            }
        }
    }

    private static async IAsyncEnumerable<Parcel> Slips(PackingSlips query, StreamContext ctx)
    {
        var parcels = await ctx.Read(read => read.Query<Parcel>().Where(p => !p.IsSent).Take(query.AtMost).ToList());
        foreach (var parcel in parcels)
        {
            yield return parcel;
        }
    }
}
