using Helpdesk.Customers;
using Helpdesk.Tickets;
using Kumiko;

namespace Helpdesk.Invoicing;

/// <summary>A feature on top of two others: it reads their records, asks their queries and calls their commands.</summary>
public sealed class InvoicingFeature : Feature
{
    private static readonly AccessRule Books = Access.Roles(Roles.Accountant, Roles.Admin);

    public override string Name => "invoicing";

    protected override void Define(FeatureBuilder r)
    {
        r.Describe("Invoices for work and products, what was paid of them, and what the year brought.");
        r.Requires("customers", "tickets");

        r.Entity<Product>(e => e
            .SoftDelete()
            .DefaultCurrency("EUR")
            .UniqueAmongExisting(p => p.Sku));
        r.Crud<Product>(write: Access.Roles(Roles.Admin), read: Access.SignedIn);

        r.Entity<Invoice>(e => e
            .DefaultCurrency("EUR")
            .Unique(i => i.Number)
            .Index(i => i.Status, i => i.DueOn)
            .Transitions(i => i.Status, s => s
                .Starts(InvoiceStatus.Draft)
                .From(InvoiceStatus.Draft).To(InvoiceStatus.Issued)
                .From(InvoiceStatus.Issued).To(InvoiceStatus.Paid))
            .TotalsMatch(i => i.Lines, line => line.Total, i => i.Net)
            .Total(i => i.Lines, line => line.Quantity)
            .Derived("isOverdue", (invoice, now) => invoice.Status == InvoiceStatus.Issued && invoice.DueOn < DateOnly.FromDateTime(now.UtcDateTime)));
        r.Crud<Invoice>(write: Books, read: Books, crud => crud.Without(CrudVerb.Delete));

        r.Relation<Customer>(c => c.HasMany<Invoice>(i => i.CustomerId, m => m.OnDelete(OnDelete.Restrict)));

        // Tickets know nothing of invoices. What stands on one stays as it is.
        r.EntityHook<TimeEntry>(h => h.PreDelete((entry, _) => entry.IsBilled ? throw BilledWork.Stays(entry) : Task.CompletedTask));
        r.Hook<TimeEntry>(CrudVerb.Update, h => h.PreSave((saving, _) =>
        {
            if (saving.Previous is { IsBilled: true } billed)
            {
                throw BilledWork.Stays(billed);
            }
        }));

        r.Entity<Payment>(e => e.DefaultCurrency("EUR").Unique(p => p.TransactionId));
        r.Crud<Payment>(write: Books, read: Books, crud => crud.Without(CrudVerb.Create, CrudVerb.Update, CrudVerb.Delete));

        r.DefineEvent<InvoiceIssued>("invoice-issued");
        r.DefineEvent<InvoicePaid>("invoice-paid");

        r.MultiStreamProjection<CustomerActivity>("customer-activity", CustomerActivity.Fill);

        r.WriteHandler<DraftInvoiceForWork>("invoice:draft-for-work", Books, DraftInvoiceForWork.Handle);
        r.WriteHandler<IssueInvoice>("invoice:issue", Books, IssueInvoice.Handle);
        r.WriteHandler<RecordPayment>("payment:record", Books, RecordPayment.Handle);

        r.QueryHandler<NextInvoiceNumber>("invoice:next-number", Books, NextInvoiceNumber.Handle);
        r.QueryHandler<RevenuePerMonth>("invoice:revenue-per-month", Books, RevenuePerMonth.Handle);
        r.QueryHandler<ActivityOfCustomer>("customer:activity", Access.SignedIn, ActivityOfCustomer.Handle);
    }
}
