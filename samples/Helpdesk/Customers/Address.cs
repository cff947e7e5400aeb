using Kumiko;

namespace Helpdesk.Customers;

/// <summary>An address, as it stands inside a customer and, frozen, inside an invoice.</summary>
public sealed record Address
{
    private const string OfCompanies = "Customers are companies, and so are their addresses.";

    [NotPersonal(OfCompanies), Text(MaxLength = 120)]
    public required string Street { get; init; }

    [NotPersonal(OfCompanies), Text(MaxLength = 12)]
    public string? PostalCode { get; init; }

    [NotPersonal(OfCompanies), Text(MaxLength = 80)]
    public required string City { get; init; }

    [Reference<Country>]
    public Guid? CountryId { get; init; }

    /// <summary>Computed: clients see it, and what they send for it does not matter.</summary>
    public string Line => PostalCode is null ? $"{Street}, {City}" : $"{Street}, {PostalCode} {City}";
}
