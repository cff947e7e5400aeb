using Kumiko;

namespace Helpdesk.Invoicing;

/// <summary>One line of an invoice. Its total is computed, never sent.</summary>
public sealed class InvoiceLine
{
    [NotPersonal("It names work and goods."), Text(MaxLength = 160)]
    public required string Description { get; set; }

    [Reference<Product>]
    public Guid? ProductId { get; set; }

    [Decimal(8, 2), Number(Min = 0.01)]
    public decimal Quantity { get; set; } = 1;

    public required Money UnitPrice { get; set; }

    public Money Total => UnitPrice * Quantity;
}
