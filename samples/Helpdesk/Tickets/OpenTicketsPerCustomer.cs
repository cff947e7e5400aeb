using Helpdesk.Customers;
using Kumiko;

namespace Helpdesk.Tickets;

/// <summary>Asks who waits for us: the customers with unsolved tickets, the busiest first.</summary>
public sealed record OpenTicketsPerCustomer(CustomerTier? Tier = null)
{
    internal static async Task<object?> Handle(OpenTicketsPerCustomer query, QueryContext ctx)
    {
        var customers = ctx.Query<Customer>();
        if (query.Tier is not null)
        {
            customers = customers.Where(c => c.Tier == query.Tier);
        }

        var names = (await customers.ToList()).ToDictionary(c => c.Id, c => c.Name);
        var tickets = await ctx.Query<Ticket>().Where(t => t.Status != TicketStatus.Solved).ToList();
        return tickets
            .Where(t => t.CustomerId is { } id && names.ContainsKey(id))
            .GroupBy(t => t.CustomerId!.Value)
            .Select(own => new CustomerLoad(
                own.Key,
                names[own.Key],
                Open: own.Count(t => t.Status == TicketStatus.Open),
                Pending: own.Count(t => t.Status == TicketStatus.Pending),
                NextDueAt: own.Min(t => t.DueAt)))
            .OrderByDescending(load => load.Open)
            .ThenBy(load => load.NextDueAt)
            .ToList();
    }
}
