using System.Text.Json.Nodes;
using Helpdesk.Customers;
using Kumiko;

namespace Helpdesk.Tickets;

/// <summary>A customer's question, from the first message to the answer.</summary>
public sealed class Ticket : Entity
{
    [Text(MaxLength = 120), Filterable, Sortable]
    public required string Subject { get; set; }

    [NotPersonal("It tells what is broken; who asks stands in the contact."), LongText]
    public string? Description { get; set; }

    [Filterable, Sortable]
    public TicketStatus Status { get; set; } = TicketStatus.Open;

    [Filterable]
    public TicketPriority Priority { get; set; } = TicketPriority.Normal;

    [Select("email", "phone", "chat", "portal"), Filterable]
    public string Channel { get; set; } = "email";

    [Timestamp(LocatedBy = nameof(TimeZone)), Filterable, Sortable]
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>The customer's clock: a deadline that is sent without a zone is read by it.</summary>
    [TimeZone]
    public string TimeZone { get; set; } = "Europe/Berlin";

    [Decimal(6, 2), Number(Min = 0), Sortable]
    public decimal? EstimatedHours { get; set; }

    public Money? Quote { get; set; }

    /// <summary>When somebody of ours comes by: nine o'clock there stays nine o'clock, whatever happens to summer time.</summary>
    [Filterable, Sortable]
    public LocatedTimestamp? SiteVisit { get; set; }

    /// <summary>What the customer answered when asked, from 1 to 5.</summary>
    [Number(Min = 1, Max = 5), Filterable, Sortable]
    public double? Satisfaction { get; set; }

    [Select("contract", "follow-up", "hardware", "outage", "security", "training", "warranty"), Items(Max = 5), Filterable]
    public List<string> Tags { get; set; } = [];

    /// <summary>What the help desk says among itself. Whoever asks for help never sees it.</summary>
    [LongText, ReadableBy(Roles.Agent, Roles.Admin), WritableBy(Roles.Agent, Roles.Admin)]
    public string? InternalNotes { get; set; }

    /// <summary>What the customer's machine said about itself, as it came in.</summary>
    public JsonObject? Diagnostics { get; set; }

    /// <summary>Nobody yet, while the sender of a message is unknown.</summary>
    [Reference<Customer>(Label = nameof(Customer.Name)), Filterable]
    public Guid? CustomerId { get; set; }

    [Reference<Contact>, Filterable]
    public Guid? ContactId { get; set; }

    [Reference<TicketCategory>, Filterable]
    public Guid? CategoryId { get; set; }

    [Reference<TeamMember>(Label = nameof(TeamMember.Name)), Filterable]
    public Guid? AssigneeId { get; set; }

    [Reference<TeamMember>, Filterable]
    public List<Guid> WatcherIds { get; set; } = [];
}
