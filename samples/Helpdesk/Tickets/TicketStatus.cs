namespace Helpdesk.Tickets;

/// <summary>Whose turn it is: ours, the customer's, or nobody's.</summary>
public enum TicketStatus
{
    Open,
    Pending,
    Solved,
}
