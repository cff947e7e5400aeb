using Kumiko;

namespace Helpdesk.Invoicing;

/// <summary>Asks what was invoiced in a year, month by month and currency by currency.</summary>
public sealed record RevenuePerMonth([Number(Min = 2000, Max = 2999)] int Year)
{
    internal static async Task<object?> Handle(RevenuePerMonth query, QueryContext ctx)
    {
        var first = new DateOnly(query.Year, 1, 1);
        var last = new DateOnly(query.Year, 12, 31);
        var invoices = await ctx.Query<Invoice>()
            .Where(i => i.Status != InvoiceStatus.Draft && i.IssuedOn >= first && i.IssuedOn <= last)
            .ToList();
        return invoices
            .GroupBy(i => (i.IssuedOn!.Value.Month, i.Net.Currency))
            .Select(month => new MonthlyRevenue(
                new DateOnly(query.Year, month.Key.Month, 1),
                month.Count(),
                month.Select(i => i.Net).Aggregate((sum, net) => sum + net)))
            .OrderBy(revenue => revenue.Month)
            .ToList();
    }
}
