namespace Helpdesk.Tickets;

public sealed record TicketReopened(string Reason);
