using Kumiko;

namespace Helpdesk.Seed;

/// <summary>What makes one company of the seed different from the others.</summary>
internal sealed record Company
{
    public required TenantId Tenant { get; init; }

    /// <summary>How the dice fall.</summary>
    public required int RandomSeed { get; init; }

    public required string Domain { get; init; }

    public required string Country { get; init; }

    public required Currency Currency { get; init; }

    /// <summary>What a price in euros is multiplied by.</summary>
    public required decimal PriceLevel { get; init; }

    public required string TimeZone { get; init; }

    public required string Language { get; init; }

    public required string PhonePrefix { get; init; }

    /// <summary>The last one keeps the books.</summary>
    public required IReadOnlyList<Colleague> Team { get; init; }

    public required IReadOnlyList<Client> Clients { get; init; }

    public required IReadOnlyList<string> Streets { get; init; }

    public required IReadOnlyList<string> FirstNames { get; init; }

    public required IReadOnlyList<string> LastNames { get; init; }

    public Money Price(decimal euros) => Money.Rounded(euros * PriceLevel, Currency);
}

internal sealed record Colleague(string Name, UserId User, decimal Rate, params string[] Skills);

internal sealed record Client(string Name, string Site, string Industry, string PostalCode, string City);
