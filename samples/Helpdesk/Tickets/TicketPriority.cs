namespace Helpdesk.Tickets;

public enum TicketPriority
{
    Low,
    Normal,
    High,
    Urgent,
}
