using Helpdesk.Tickets;
using Kumiko;

namespace Helpdesk.Invoicing;

internal static class BilledWork
{
    /// <summary>The refusal of whoever wants to change or delete it.</summary>
    public static UnprocessableException Stays(TimeEntry entry) =>
        new("work_is_billed", $"The work of {entry.WorkedOn:yyyy-MM-dd} stands on an invoice; correct the invoice instead.");
}
