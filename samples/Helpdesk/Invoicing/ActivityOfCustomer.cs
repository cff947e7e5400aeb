using Helpdesk.Customers;
using Kumiko;

namespace Helpdesk.Invoicing;

/// <summary>Asks what a customer asks and pays. Who has just changed something waits for it with the header <c>X-Kumiko-Wait-For</c>.</summary>
public sealed record ActivityOfCustomer(Guid CustomerId)
{
    internal static async Task<object?> Handle(ActivityOfCustomer query, QueryContext ctx)
    {
        var customer = await ctx.Get<Customer>(query.CustomerId);
        var key = new CustomerActivity { Id = customer.Id };
        return await ctx.Rows<CustomerActivity>().Find(key) ?? key;
    }
}
