using Helpdesk.Customers;
using Kumiko;

namespace Helpdesk.Invoicing;

/// <summary>Gives a draft its number and its date. From here on the customer owes the money.</summary>
public sealed record IssueInvoice(Guid Id, [Number(Min = 0, Max = 120)] int DaysToPay = 14)
{
    internal static async Task<object?> Handle(IssueInvoice command, WriteContext ctx)
    {
        var invoice = await ctx.Get<Invoice>(command.Id);
        if (invoice.Status != InvoiceStatus.Draft)
        {
            throw new UnprocessableException("not_a_draft", $"The invoice {invoice.Number} was issued already.");
        }

        var today = DateOnly.FromDateTime(ctx.Now.UtcDateTime);
        var customer = await ctx.Get<Customer>(invoice.CustomerId);

        // Two invoices issued in the same moment may be offered the same number; the unique index lets only one of them have it.
        var number = await ctx.Query<string>(new NextInvoiceNumber(today.Year));
        await ctx.Update(invoice, i =>
        {
            i.Status = InvoiceStatus.Issued;
            i.Number = number;
            i.IssuedOn = today;
            i.DueOn = today.AddDays(command.DaysToPay);
            i.BillingAddress = customer.BillingAddress;
        });
        await ctx.Append(invoice, new InvoiceIssued(number, today, invoice.Gross));
        return invoice;
    }
}
