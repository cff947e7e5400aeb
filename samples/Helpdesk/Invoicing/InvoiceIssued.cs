using Kumiko;

namespace Helpdesk.Invoicing;

public sealed record InvoiceIssued(string Number, DateOnly IssuedOn, Money Gross);
