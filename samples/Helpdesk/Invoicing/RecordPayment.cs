using Kumiko;

namespace Helpdesk.Invoicing;

/// <summary>Notes that money came in. What pays the rest of an invoice closes it.</summary>
public sealed record RecordPayment([Reference<Invoice>] Guid InvoiceId, Money Amount, string Method = "transfer", Guid? TransactionId = null)
{
    internal static async Task<object?> Handle(RecordPayment command, WriteContext ctx)
    {
        var invoice = await ctx.Get<Invoice>(command.InvoiceId);
        if (invoice.Status != InvoiceStatus.Issued || command.Amount.Currency != invoice.Net.Currency)
        {
            throw new UnprocessableException("not_payable", $"The invoice is {invoice.Status}, and its currency is {invoice.Net.Currency}.");
        }

        var payment = await ctx.Create(new Payment
        {
            InvoiceId = invoice.Id,
            Amount = command.Amount,
            ReceivedAt = ctx.Now,
            Method = command.Method,
            TransactionId = command.TransactionId,
        });

        // The query sees what this command has just written.
        var payments = await ctx.Query<Payment>().Where(p => p.InvoiceId == invoice.Id).ToList();
        if (payments.Select(p => p.Amount).Aggregate((sum, amount) => sum + amount) >= invoice.Gross)
        {
            await ctx.Update(invoice, i => i.Status = InvoiceStatus.Paid);
            await ctx.Append(invoice, new InvoicePaid(ctx.Now));
        }

        return payment;
    }
}
