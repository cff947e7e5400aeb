using Kumiko;

namespace Helpdesk.Customers;

/// <summary>A country that the help desk serves. Reference data: every tenant reads the same rows.</summary>
public sealed class Country : Entity
{
    [Text(MinLength = 2, MaxLength = 2), Filterable, Sortable]
    public required string Code { get; set; }

    [Text(MaxLength = 60), Filterable, Sortable]
    public required string Name { get; set; }

    [Text(MinLength = 3, MaxLength = 3)]
    public required string Currency { get; set; }

    /// <summary>The general rate of value-added tax, in percent.</summary>
    [Decimal(4, 1), Number(Min = 0, Max = 30)]
    public required decimal TaxRate { get; set; }
}
