using Helpdesk.Tickets;
using Kumiko;

namespace Helpdesk.Invoicing;

/// <summary>What a customer asks and pays, over tickets and invoices: a row per customer, filled a moment after the commands.</summary>
public sealed class CustomerActivity
{
    /// <summary>The customer's id.</summary>
    public Guid Id { get; set; }

    public int Tickets { get; set; }

    public int InvoicesIssued { get; set; }

    public int InvoicesPaid { get; set; }

    public DateTimeOffset? LastAt { get; set; }

    internal static void Fill(MultiStreamProjectionBuilder<CustomerActivity> p) => p
        .On<Created<Ticket>>((e, ctx) => Note(e, ctx, e.Data.Record.CustomerId, activity => activity.Tickets++))
        .On<Updated<Ticket>>(async (e, ctx) =>
        {
            // The sender of a message is often known only later.
            if (e.Data.Changed(t => t.CustomerId))
            {
                await Note(e, ctx, e.Data.Before.CustomerId, activity => activity.Tickets--);
                await Note(e, ctx, e.Data.After.CustomerId, activity => activity.Tickets++);
            }
        })
        .On<Updated<Invoice>>(async (e, ctx) =>
        {
            if (e.Data.Changed(i => i.Status))
            {
                await Note(e, ctx, e.Data.After.CustomerId, activity =>
                {
                    activity.InvoicesIssued += e.Data.After.Status == InvoiceStatus.Issued ? 1 : 0;
                    activity.InvoicesPaid += e.Data.After.Status == InvoiceStatus.Paid ? 1 : 0;
                });
            }
        });

    private static async Task Note(Event e, ConsumerContext<CustomerActivity> ctx, Guid? customer, Action<CustomerActivity> change)
    {
        if (customer is { } id)
        {
            await ctx.Rows.Upsert(new CustomerActivity { Id = id }, activity =>
            {
                change(activity);
                activity.LastAt = e.CreatedAt;
            });
        }
    }
}
