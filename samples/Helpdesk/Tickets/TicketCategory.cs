using Kumiko;

namespace Helpdesk.Tickets;

/// <summary>What a ticket is about, and how quickly it has to be answered. Reference data.</summary>
public sealed class TicketCategory : Entity
{
    [Text(MaxLength = 20), Filterable, Sortable]
    public required string Code { get; set; }

    [Text(MaxLength = 60), Sortable]
    public required string Name { get; set; }

    /// <summary>The service level: hours from the question to the answer.</summary>
    [Number(Min = 1, Max = 240), Filterable, Sortable]
    public required int SlaHours { get; set; }
}
