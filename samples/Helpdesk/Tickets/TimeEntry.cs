using Kumiko;

namespace Helpdesk.Tickets;

/// <summary>Work that somebody put into a ticket, in quarters of an hour.</summary>
public sealed class TimeEntry : Entity
{
    [Reference<Ticket>, Filterable]
    public required Guid TicketId { get; set; }

    [Reference<TeamMember>, Filterable]
    public required Guid MemberId { get; set; }

    [Filterable, Sortable]
    public required DateOnly WorkedOn { get; set; }

    [Decimal(4, 2), Number(Min = 0.25, Max = 24), Sortable]
    public required decimal Hours { get; set; }

    [NotPersonal("It names the kind of work."), Text(MaxLength = 200)]
    public string? Note { get; set; }

    [Filterable]
    public bool IsBillable { get; set; } = true;

    [Filterable]
    public bool IsBilled { get; set; }
}
