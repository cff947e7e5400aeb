using Kumiko;

namespace Helpdesk.Tickets;

/// <summary>Gives a ticket to somebody of the team.</summary>
public sealed record AssignTicket(Guid Id, [Reference<TeamMember>] Guid MemberId);
