using Helpdesk.Customers;
using Kumiko;

namespace Helpdesk.Tickets;

/// <summary>Asks for a customer's work that nobody has invoiced yet: one entry per ticket and hourly rate.</summary>
public sealed record FindBillableWork([Reference<Customer>] Guid CustomerId, DateOnly Until)
{
    internal static async Task<object?> Handle(FindBillableWork query, QueryContext ctx)
    {
        var tickets = await ctx.Query<Ticket>().Where(t => t.CustomerId == query.CustomerId).ToList();
        var ids = tickets.Select(t => t.Id).ToList();
        var entries = await ctx.Query<TimeEntry>()
            .Where(e => ids.Contains(e.TicketId) && e.IsBillable && !e.IsBilled && e.WorkedOn <= query.Until)
            .ToList();
        var team = (await ctx.Query<TeamMember>().ToList()).ToDictionary(m => m.Id);
        return entries
            .GroupBy(e => (e.TicketId, team[e.MemberId].HourlyRate))
            .Select(work => new BillableWork(
                work.Key.TicketId,
                tickets.First(t => t.Id == work.Key.TicketId).Subject,
                work.Sum(e => e.Hours),
                work.Key.HourlyRate,
                [.. work.Select(e => e.Id)]))
            .ToList();
    }
}
