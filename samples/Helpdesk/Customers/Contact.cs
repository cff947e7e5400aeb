using Kumiko;

namespace Helpdesk.Customers;

/// <summary>A person who speaks for a customer.</summary>
public sealed class Contact : Entity
{
    [Reference<Customer>, Filterable]
    public required Guid CustomerId { get; set; }

    [PersonalData, Text(MaxLength = 60)]
    public required string FirstName { get; set; }

    [PersonalData, Text(MaxLength = 60)]
    public required string LastName { get; set; }

    /// <summary>Sealed like the rest of the person, and still found by its exact value.</summary>
    [PersonalData(Find = Find.Exact), Text(Format = TextFormat.Email), Filterable]
    public required string Email { get; set; }

    [PersonalData, Text(Format = TextFormat.Phone)]
    public string? Phone { get; set; }

    [Select("de", "en", "sv", "ja"), Items(Max = 4), Filterable]
    public List<string> Languages { get; set; } = [];

    /// <summary>A get-only property is a derived field: answers show it, and nothing stores it.</summary>
    public string FullName => $"{FirstName} {LastName}";
}
