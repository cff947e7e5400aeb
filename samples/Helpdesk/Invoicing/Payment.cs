using Kumiko;

namespace Helpdesk.Invoicing;

public sealed class Payment : Entity
{
    [Reference<Invoice>, Filterable]
    public required Guid InvoiceId { get; set; }

    [Filterable, Sortable]
    public required Money Amount { get; set; }

    [Filterable, Sortable]
    public required DateTimeOffset ReceivedAt { get; set; }

    [Select("transfer", "card", "debit"), Filterable]
    public string Method { get; set; } = "transfer";

    /// <summary>The bank's id of the transaction, so that no payment is recorded twice.</summary>
    [Filterable]
    public Guid? TransactionId { get; set; }
}
