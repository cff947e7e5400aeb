using System.Text.Json.Nodes;
using Kumiko;

namespace Helpdesk.Customers;

/// <summary>A company that asks for help, and pays for it.</summary>
public sealed class Customer : Entity
{
    [Text(MaxLength = 12), Filterable, Sortable]
    public required string Number { get; set; }

    [Text(MaxLength = 120), Filterable, Sortable]
    public required string Name { get; set; }

    [Filterable]
    public CustomerTier Tier { get; set; } = CustomerTier.Standard;

    [Select("crafts", "education", "energy", "food", "health", "logistics", "manufacturing", "retail", "services", "software"), Filterable]
    public List<string> Industries { get; set; } = [];

    [NotPersonal("The company's own; people are contacts."), Text(Format = TextFormat.Email), Filterable]
    public string? Email { get; set; }

    [NotPersonal("The company's own; people are contacts."), Text(Format = TextFormat.Phone)]
    public string? Phone { get; set; }

    [Text(Format = TextFormat.Url)]
    public string? Website { get; set; }

    public Address? BillingAddress { get; set; }

    /// <summary>Where the customer's clocks hang: deadlines are read by them.</summary>
    [TimeZone, Filterable]
    public string TimeZone { get; set; } = "Europe/Berlin";

    /// <summary>Whether reminders go to a person of ours before they go to the customer.</summary>
    [Filterable]
    public bool IsKeyAccount { get; set; }

    [Number(Min = 1), Filterable, Sortable]
    public int? Employees { get; set; }

    [Filterable, Sortable]
    public Money? CreditLimit { get; set; }

    [Date(Min = "1990-01-01"), Filterable, Sortable]
    public DateOnly? CustomerSince { get; set; }

    /// <summary>How much the customer keeps on our servers; it outgrows 32 bits quickly.</summary>
    [Number(Min = 0), Filterable, Sortable]
    public long? StoredBytes { get; set; }

    [NotPersonal("About the company; what belongs to a person stands in the contact."), LongText]
    public string? Notes { get; set; }

    /// <summary>Whatever an importer or an integration wants to remember. The help desk never looks inside.</summary>
    public JsonObject? Extra { get; set; }

    internal int? YearsWithUs(DateTimeOffset now) => CustomerSince is { } since ? (int)((now.UtcDateTime - since.ToDateTime(default)).TotalDays / 365.25) : null;
}
