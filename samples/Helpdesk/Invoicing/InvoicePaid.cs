namespace Helpdesk.Invoicing;

public sealed record InvoicePaid(DateTimeOffset PaidAt);
