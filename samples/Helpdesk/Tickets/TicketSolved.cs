namespace Helpdesk.Tickets;

public sealed record TicketSolved(string Resolution, DateTimeOffset SolvedAt);
