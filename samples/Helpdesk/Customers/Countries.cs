namespace Helpdesk.Customers;

internal static class Countries
{
    public static IReadOnlyList<Country> All =>
    [
        new() { Code = "AT", Name = "Austria", Currency = "EUR", TaxRate = 20 },
        new() { Code = "CH", Name = "Switzerland", Currency = "CHF", TaxRate = 8.1m },
        new() { Code = "DE", Name = "Germany", Currency = "EUR", TaxRate = 19 },
        new() { Code = "DK", Name = "Denmark", Currency = "DKK", TaxRate = 25 },
        new() { Code = "FI", Name = "Finland", Currency = "EUR", TaxRate = 25.5m },
        new() { Code = "JP", Name = "Japan", Currency = "JPY", TaxRate = 10 },
        new() { Code = "NL", Name = "Netherlands", Currency = "EUR", TaxRate = 21 },
        new() { Code = "NO", Name = "Norway", Currency = "NOK", TaxRate = 25 },
        new() { Code = "SE", Name = "Sweden", Currency = "SEK", TaxRate = 25 },
    ];
}
