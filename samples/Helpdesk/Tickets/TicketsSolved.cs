using Kumiko;

namespace Helpdesk.Tickets;

/// <summary>Asks how many tickets were solved on each day; days without any are left out.</summary>
public sealed record TicketsSolved(DateOnly From, DateOnly Until)
{
    internal static async Task<object?> Handle(TicketsSolved query, QueryContext ctx) => await ctx.Rows<SolvedPerDay>()
        .Where(day => day.Day >= query.From && day.Day <= query.Until)
        .OrderBy(day => day.Day)
        .ToList();
}
