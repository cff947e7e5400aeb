using Helpdesk.Customers;
using Kumiko;

namespace Helpdesk.Tickets;

/// <summary>Opens a ticket whose deadline follows from its category and the customer's contract.</summary>
public sealed record OpenTicket(
    [Reference<Customer>] Guid CustomerId,
    [Text(MaxLength = 120)] string Subject,
    [LongText] string? Description = null,
    string Category = "other",
    TicketPriority Priority = TicketPriority.Normal)
{
    internal static async Task<object?> Handle(OpenTicket command, WriteContext ctx)
    {
        var customer = await ctx.Get<Customer>(command.CustomerId);
        var category = await ctx.Query<TicketCategory>().Where(c => c.Code == command.Category).FirstOrDefault()
            ?? throw new UnprocessableException("unknown_category", $"There is no category '{command.Category}'.");

        // Premium customers are answered in half the time.
        var hours = customer.Tier == CustomerTier.Premium ? category.SlaHours / 2.0 : category.SlaHours;
        return await ctx.Create(new Ticket
        {
            CustomerId = customer.Id,
            Subject = command.Subject,
            Description = command.Description,
            Priority = command.Priority,
            Channel = "portal",
            CategoryId = category.Id,
            TimeZone = customer.TimeZone,
            DueAt = ctx.Now.AddHours(hours),
        });
    }
}
