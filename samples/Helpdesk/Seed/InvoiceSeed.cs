using Helpdesk.Customers;
using Helpdesk.Invoicing;
using Helpdesk.Tickets;
using Kumiko;

namespace Helpdesk.Seed;

/// <summary>An invoice for each customer and thirty days of work. Old ones are mostly paid, some of the last ones are overdue.</summary>
internal sealed class InvoiceSeed(Scene scene, IReadOnlyList<WorkedTicket> tickets)
{
    private const int Period = 30;

    private static readonly (string Sku, string Name, string Unit, decimal Euros)[] Goods =
    [
        ("LIC-OFFICE", "Office licence", "month", 11.70m),
        ("LIC-BACKUP", "Backup, per workplace", "month", 4.90m),
        ("HW-LAPTOP", "Laptop 14\", 32 GB", "piece", 1_190m),
        ("HW-DOCK", "Docking station", "piece", 189m),
        ("HW-HEADSET", "Headset, wireless", "piece", 129.50m),
        ("HW-AP", "Wi-Fi access point", "piece", 164m),
        ("SRV-CARE", "Server care", "month", 79m),
        ("SRV-AUDIT", "Security check", "year", 640m),
    ];

    private readonly Dictionary<int, int> _numbers = [];
    private readonly List<Product> _products = [];
    private decimal _taxRate;

    public async Task Write()
    {
        var ctx = scene.As(scene.Bookkeeper);
        _taxRate = (await ctx.Query<Country>().Where(c => c.Code == scene.Company.Country).FirstOrDefault())!.TaxRate;
        foreach (var (sku, name, unit, euros) in Goods)
        {
            _products.Add(await ctx.Create(new Product { Sku = sku, Name = name, Unit = unit, Price = scene.Company.Price(euros) }));
        }

        var billed = tickets
            .Where(t => t.Billable.Count > 0)
            .GroupBy(t => (Age: t.DaysAgo / Period, Customer: t.Ticket.CustomerId!.Value))
            .OrderByDescending(work => work.Key.Age);
        foreach (var work in billed)
        {
            if (work.Key.Age > 0)
            {
                await Issue(ctx, await Draft(ctx, [.. work]), scene.Today.AddDays(2 - (work.Key.Age * Period)));
            }
            else if (scene.Chance(0.3))
            {
                await Draft(ctx, [.. work]);
            }
        }
    }

    private async Task<Invoice> Draft(WriteContext ctx, IReadOnlyList<WorkedTicket> work)
    {
        var lines = work
            .Select(w => new InvoiceLine { Description = w.Ticket.Subject, Quantity = w.Billable.Sum(e => e.Hours), UnitPrice = w.HourlyRate })
            .ToList();
        if (scene.Chance(0.4))
        {
            var product = scene.Pick(_products);
            lines.Add(new InvoiceLine { Description = product.Name, ProductId = product.Id, Quantity = scene.Random.Next(1, 9), UnitPrice = product.Price });
        }

        var invoice = await ctx.Create(new Invoice
        {
            CustomerId = work[0].Ticket.CustomerId!.Value,
            Lines = lines,
            Net = lines.Select(line => line.Total).Aggregate((sum, total) => sum + total),
            TaxRate = _taxRate,
            TicketIds = [.. work.Select(w => w.Ticket.Id)],
        });
        foreach (var entry in work.SelectMany(w => w.Billable))
        {
            await ctx.Update(entry, e => e.IsBilled = true);
        }

        return invoice;
    }

    private async Task Issue(WriteContext ctx, Invoice invoice, DateOnly day)
    {
        var customer = await ctx.Get<Customer>(invoice.CustomerId);
        var number = _numbers[day.Year] = _numbers.GetValueOrDefault(day.Year) + 1;
        await ctx.Update(invoice, i =>
        {
            i.Status = InvoiceStatus.Issued;
            i.Number = $"{day.Year}-{number:0000}";
            i.IssuedOn = day;
            i.DueOn = day.AddDays(14);
            i.BillingAddress = customer.BillingAddress;
        });
        await ctx.Append(invoice, new InvoiceIssued(invoice.Number!, day, invoice.Gross));

        var paidAt = scene.OfficeHour(scene.Today.DayNumber - day.DayNumber - scene.Random.Next(4, 24));
        if (scene.Chance(scene.Today.DayNumber - day.DayNumber > Period ? 0.92 : 0.4))
        {
            await Pay(ctx, invoice, paidAt);
        }
    }

    private async Task Pay(WriteContext ctx, Invoice invoice, DateTimeOffset paidAt)
    {
        await ctx.Create(new Payment
        {
            InvoiceId = invoice.Id,
            Amount = invoice.Gross,
            ReceivedAt = paidAt,
            Method = scene.Pick(["transfer", "transfer", "debit", "card"]),
            TransactionId = NewTransaction(),
        });
        await ctx.Update(invoice, i => i.Status = InvoiceStatus.Paid);
        await ctx.Append(invoice, new InvoicePaid(paidAt));
    }

    private Guid NewTransaction()
    {
        var bytes = new byte[16];
        scene.Random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
