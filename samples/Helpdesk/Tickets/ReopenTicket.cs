using Kumiko;

namespace Helpdesk.Tickets;

/// <summary>Takes a solved ticket up again, because the answer was none.</summary>
public sealed record ReopenTicket(Guid Id, [Text(MaxLength = 500)] string Reason);
