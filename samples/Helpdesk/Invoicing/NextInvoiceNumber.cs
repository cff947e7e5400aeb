using Kumiko;

namespace Helpdesk.Invoicing;

/// <summary>Asks for the number that the next invoice of a year gets: 2026-0001, 2026-0002, …</summary>
public sealed record NextInvoiceNumber([Number(Min = 2000, Max = 2999)] int Year)
{
    internal static async Task<object?> Handle(NextInvoiceNumber query, QueryContext ctx)
    {
        var prefix = $"{query.Year}-";
        var last = await ctx.Query<Invoice>()
            .Where(i => i.Number!.StartsWith(prefix))
            .OrderByDescending(i => i.Number)
            .FirstOrDefault();
        var next = last is null ? 1 : int.Parse(last.Number![prefix.Length..]) + 1;
        return $"{prefix}{next:0000}";
    }
}
