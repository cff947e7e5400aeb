using Helpdesk.Customers;
using Helpdesk.Tickets;
using Kumiko;

namespace Helpdesk.Invoicing;

/// <summary>Turns a customer's unbilled work into a draft. The invoice and the billed time are committed together, or not at all.</summary>
public sealed record DraftInvoiceForWork([Reference<Customer>] Guid CustomerId, DateOnly Until)
{
    internal static async Task<object?> Handle(DraftInvoiceForWork command, WriteContext ctx)
    {
        var customer = await ctx.Get<Customer>(command.CustomerId);
        var work = await ctx.Query<IReadOnlyList<BillableWork>>(new FindBillableWork(customer.Id, command.Until));
        if (work.Count == 0)
        {
            throw new UnprocessableException("nothing_to_bill", $"There is no unbilled work for '{customer.Name}' until {command.Until:yyyy-MM-dd}.");
        }

        var lines = work
            .Select(w => new InvoiceLine { Description = w.Subject, Quantity = w.Hours, UnitPrice = w.HourlyRate })
            .ToList();
        var invoice = await ctx.Create(new Invoice
        {
            CustomerId = customer.Id,
            Lines = lines,
            Net = lines.Select(line => line.Total).Aggregate((sum, total) => sum + total),
            TicketIds = [.. work.Select(w => w.TicketId)],
        });

        await ctx.Write(new MarkTimeBilled([.. work.SelectMany(w => w.EntryIds)]));
        return invoice;
    }
}
