using Kumiko;

namespace Helpdesk.Tickets;

/// <summary>Says what the answer was, and that there is nothing left to do.</summary>
public sealed record SolveTicket(Guid Id, [LongText(MaxLength = 4000)] string Resolution);
