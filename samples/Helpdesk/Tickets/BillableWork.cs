using Kumiko;

namespace Helpdesk.Tickets;

/// <summary>Hours at one rate in one ticket, and the time entries that they come from.</summary>
public sealed record BillableWork(Guid TicketId, string Subject, decimal Hours, Money HourlyRate, IReadOnlyList<Guid> EntryIds);
