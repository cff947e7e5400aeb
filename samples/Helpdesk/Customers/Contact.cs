using Kumiko;

namespace Helpdesk.Customers;

/// <summary>A person who speaks for a customer.</summary>
public sealed class Contact : Entity
{
    [Reference<Customer>, Filterable]
    public required Guid CustomerId { get; set; }

    [Text(MaxLength = 60), Filterable, Sortable]
    public required string FirstName { get; set; }

    [Text(MaxLength = 60), Filterable, Sortable]
    public required string LastName { get; set; }

    [Text(Format = TextFormat.Email), Filterable]
    public required string Email { get; set; }

    [Text(Format = TextFormat.Phone)]
    public string? Phone { get; set; }

    [Select("de", "en", "sv", "ja"), Items(Max = 4), Filterable]
    public List<string> Languages { get; set; } = [];

    /// <summary>A get-only property is a derived field: answers show it, and nothing stores it.</summary>
    public string FullName => $"{FirstName} {LastName}";
}
