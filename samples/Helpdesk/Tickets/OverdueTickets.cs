namespace Helpdesk.Tickets;

/// <summary>Asks for the tickets whose deadline has passed, the longest overdue first.</summary>
public sealed record OverdueTickets;
