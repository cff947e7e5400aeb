using Kumiko;

namespace Helpdesk.Tickets;

/// <summary>Asks for the caller's own work: what is assigned to them and not solved yet.</summary>
public sealed record MyTickets
{
    internal static async Task<object?> Handle(MyTickets query, QueryContext ctx)
    {
        var user = ctx.User.Id.Value;
        var me = await ctx.Query<TeamMember>().Where(m => m.UserId == user).FirstOrDefault();
        return me is null
            ? []
            : await ctx.Query<Ticket>()
                .Where(t => t.AssigneeId == me.Id && t.Status != TicketStatus.Solved)
                .OrderBy(t => t.DueAt)
                .ToList();
    }
}
