namespace Helpdesk.Tickets;

public sealed record TicketAssigned(Guid MemberId, string Name);
