using Kumiko;

namespace Recipes.InlineProjection;

// Two tables that are right at the moment when a command answers. Their rows are written in the command's own transaction.

public sealed class Invoice : Entity
{
    [Text(MaxLength = 80)]
    public required string Customer { get; set; }

    [Decimal(12, 2)]
    public decimal Amount { get; set; }
}

public sealed record InvoicePaid([Decimal(12, 2)] decimal Amount, DateOnly Day);

public sealed record PayInvoice(Guid Id);

public sealed record TakingsOf(DateOnly Day);

public sealed record BestCustomers(int Count = 10);

/// <summary>What came in on a day. The key makes the row's identity.</summary>
public sealed class DailyTakings
{
    [Key]
    public DateOnly Day { get; set; }

    public int Payments { get; set; }

    [Decimal(12, 2)]
    public decimal Amount { get; set; }
}

/// <summary>What a customer was invoiced, over the whole life of the invoices.</summary>
public sealed class CustomerAccount
{
    [Key]
    public required string Customer { get; set; }

    public int Invoices { get; set; }

    [Decimal(12, 2)]
    public decimal Invoiced { get; set; }

    [Decimal(12, 2)]
    public decimal LargestEver { get; set; }
}

public sealed class InvoicesFeature : Feature
{
    public override string Name => "invoices";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Invoice>();
        r.Crud<Invoice>(write: Access.SignedIn, read: Access.SignedIn);
        r.DefineEvent<InvoicePaid>("invoice-paid");

        r.WriteHandler<PayInvoice>("invoice:pay", Access.SignedIn, async (command, ctx) =>
        {
            var invoice = await ctx.Get<Invoice>(command.Id);
            await ctx.Append(invoice, new InvoicePaid(invoice.Amount, DateOnly.FromDateTime(ctx.Now.UtcDateTime)));
        });

        // Increment reads nothing: the database adds. Many commands may hit the same day, and none waits for a row that another one has read.
        r.Projection<DailyTakings>("daily-takings", p => p
            .On<InvoicePaid>((e, rows) =>
            {
                rows.Increment(new DailyTakings { Day = e.Data.Day }, day => day.Payments, 1);
                rows.Increment(new DailyTakings { Day = e.Data.Day }, day => day.Amount, e.Data.Amount);
            }));

        // Upsert reads the row and locks it until the command ends: for what cannot be said as a sum, such as a maximum.
        r.Projection<CustomerAccount>("customer-accounts", p => p
            .On<Created<Invoice>>((e, rows) => Add(rows, e.Data.Record))
            .On<Updated<Invoice>>(async (e, rows) =>
            {
                if (e.Data.Changed(invoice => (invoice.Customer, invoice.Amount)))
                {
                    await Remove(rows, e.Data.Before);
                    await Add(rows, e.Data.After);
                }
            })
            .On<Deleted<Invoice>>((e, rows) => Remove(rows, e.Data.Record)));

        r.QueryHandler<TakingsOf>("takings", Access.SignedIn, async (query, ctx) =>
            await ctx.Rows<DailyTakings>().Find(new DailyTakings { Day = query.Day }));

        r.QueryHandler<BestCustomers>("best-customers", Access.SignedIn, async (query, ctx) =>
            await ctx.Rows<CustomerAccount>().OrderByDescending(account => account.Invoiced).Take(query.Count).ToList());
    }

    private static async Task Add(ProjectionRows<CustomerAccount> rows, Invoice invoice) =>
        await rows.Upsert(new CustomerAccount { Customer = invoice.Customer }, account =>
        {
            account.Invoices++;
            account.Invoiced += invoice.Amount;
            account.LargestEver = Math.Max(account.LargestEver, invoice.Amount);
        });

    private static async Task Remove(ProjectionRows<CustomerAccount> rows, Invoice invoice) =>
        await rows.Update(new CustomerAccount { Customer = invoice.Customer }, account =>
        {
            account.Invoices--;
            account.Invoiced -= invoice.Amount;
        });
}
