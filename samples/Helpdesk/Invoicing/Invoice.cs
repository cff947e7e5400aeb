using Helpdesk.Customers;
using Helpdesk.Tickets;
using Kumiko;

namespace Helpdesk.Invoicing;

public sealed class Invoice : Entity
{
    [Reference<Customer>(Label = nameof(Customer.Name)), Filterable]
    public required Guid CustomerId { get; set; }

    /// <summary>Given when the invoice is issued: drafts have none.</summary>
    [Text(MaxLength = 12), Filterable, Sortable]
    public string? Number { get; set; }

    [Filterable, Sortable]
    public InvoiceStatus Status { get; set; } = InvoiceStatus.Draft;

    [Filterable, Sortable]
    public DateOnly? IssuedOn { get; set; }

    [Filterable, Sortable]
    public DateOnly? DueOn { get; set; }

    /// <summary>The customer's address as it was on the day of the invoice.</summary>
    public Address? BillingAddress { get; set; }

    [Items(Max = 200)]
    public required List<InvoiceLine> Lines { get; set; }

    /// <summary>What the lines add up to. A sum that differs is refused.</summary>
    [Filterable, Sortable]
    public required Money Net { get; set; }

    /// <summary>Value-added tax, in percent.</summary>
    [Decimal(4, 1), Number(Min = 0, Max = 30)]
    public decimal TaxRate { get; set; } = 19;

    [Reference<Ticket>, Filterable]
    public List<Guid> TicketIds { get; set; } = [];

    public Money Tax => Net * (TaxRate / 100);

    public Money Gross => Net + Tax;
}
