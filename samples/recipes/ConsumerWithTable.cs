using Kumiko;

namespace Recipes.ConsumerWithTable;

// A table over events of several entities, filled a moment after the commands. They do not wait for it; a reader who has to can.

public sealed class Order : Entity
{
    public required Guid CustomerId { get; set; }

    [Decimal(12, 2)]
    public decimal Total { get; set; }
}

public sealed class Complaint : Entity
{
    public required Guid CustomerId { get; set; }

    [LongText]
    public required string Text { get; set; }
}

/// <summary>One row per customer. Without a <c>[Key]</c>, the property <c>Id</c> is the row's identity.</summary>
public sealed class CustomerActivity
{
    public Guid Id { get; set; }

    public int Orders { get; set; }

    public int Complaints { get; set; }

    [Decimal(12, 2)]
    public decimal Turnover { get; set; }

    public DateTimeOffset LastSeenAt { get; set; }
}

/// <summary>Asks for a customer's activity.</summary>
/// <param name="CustomerId">Whose.</param>
/// <param name="Seen">The position of the answer that the caller has got; the activity is not older.</param>
public sealed record ActivityOf(Guid CustomerId, long? Seen = null);

public sealed class ActivityFeature : Feature
{
    public override string Name => "activity";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Order>();
        r.Crud<Order>(write: Access.SignedIn, read: Access.SignedIn);
        r.Entity<Complaint>();
        r.Crud<Complaint>(write: Access.SignedIn, read: Access.SignedIn);

        // The rows and the consumer's place in the log are committed together: each event counts once, whatever is killed when.
        r.MultiStreamProjection<CustomerActivity>("customer-activity", p => p
            .On<Created<Order>>((e, ctx) => ctx.Rows.Upsert(new CustomerActivity { Id = e.Data.Record.CustomerId }, activity =>
            {
                activity.Orders++;
                activity.Turnover += e.Data.Record.Total;
                activity.LastSeenAt = e.CreatedAt;
            }))
            .On<Created<Complaint>>((e, ctx) => ctx.Rows.Upsert(new CustomerActivity { Id = e.Data.Record.CustomerId }, activity =>
            {
                activity.Complaints++;
                activity.LastSeenAt = e.CreatedAt;
            })));

        r.QueryHandler<ActivityOf>("customer-activity", Access.SignedIn, async (query, ctx) =>
        {
            // Bounded: after two seconds the caller gets 503 projection_behind, with how far the table has come.
            if (query.Seen is { } position)
            {
                await ctx.WaitFor<CustomerActivity>(new EventPosition(position), TimeSpan.FromSeconds(2));
            }

            return await ctx.Rows<CustomerActivity>().Find(new CustomerActivity { Id = query.CustomerId });
        });
    }
}
