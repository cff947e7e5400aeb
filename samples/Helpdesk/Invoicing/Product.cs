using Kumiko;

namespace Helpdesk.Invoicing;

/// <summary>Something that is sold beside hours.</summary>
public sealed class Product : Entity
{
    [Text(MaxLength = 20), Filterable, Sortable]
    public required string Sku { get; set; }

    [Text(MaxLength = 120), Filterable, Sortable]
    public required string Name { get; set; }

    [Filterable, Sortable]
    public required Money Price { get; set; }

    [Select("piece", "month", "year"), Filterable]
    public string Unit { get; set; } = "piece";

    [Filterable]
    public bool IsDiscontinued { get; set; }
}
