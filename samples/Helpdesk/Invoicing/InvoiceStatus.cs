namespace Helpdesk.Invoicing;

/// <summary>A draft can change; an issued invoice stands; a paid one is done.</summary>
public enum InvoiceStatus
{
    Draft,
    Issued,
    Paid,
}
