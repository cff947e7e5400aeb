using Kumiko;

namespace Helpdesk.Tickets;

/// <summary>Somebody who answers tickets.</summary>
public sealed class TeamMember : Entity
{
    [Text(MaxLength = 80), Filterable, Sortable]
    public required string Name { get; set; }

    [PersonalData, Text(Format = TextFormat.Email)]
    public required string Email { get; set; }

    /// <summary>The user behind the member: what the sign-in and the history know.</summary>
    [Text(MaxLength = 64), Filterable]
    public required string UserId { get; set; }

    [Select("accounts", "hardware", "network", "software", "telephony"), Filterable]
    public List<string> Skills { get; set; } = [];

    /// <summary>What customers pay for an hour, which is nobody's business in the team but that of those who write invoices.</summary>
    [ReadableBy(Roles.Admin, Roles.Accountant), WritableBy(Roles.Admin)]
    public required Money HourlyRate { get; set; }

    [Filterable]
    public bool IsActive { get; set; } = true;
}
