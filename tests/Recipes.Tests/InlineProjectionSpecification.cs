using Kumiko.Testing;
using Recipes.InlineProjection;

namespace Recipes.Tests;

public abstract class InlineProjectionSpecification(Databases databases) : RecipeSpecification(databases)
{
    private static readonly DateOnly Day = new(2026, 3, 14);

    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 3, 14, 15, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task The_table_is_right_when_the_command_answers()
    {
        var app = await Start(_clock, new InvoicesFeature());
        var clerk = app.As("Clerk");
        var first = await clerk.Create(new Invoice { Customer = "Havsvind", Amount = 120.50m });
        var second = await clerk.Create(new Invoice { Customer = "Tanuki", Amount = 79.50m });

        await clerk.Write(new PayInvoice(first.Id));
        await clerk.Write(new PayInvoice(second.Id));

        var takings = await clerk.Query<DailyTakings>(new TakingsOf(Day));
        (takings.Payments, takings.Amount).ShouldBe((2, 200m));
    }

    [Fact]
    public async Task Commands_at_the_same_time_lose_no_payment()
    {
        var app = await Start(_clock, new InvoicesFeature());
        var clerk = app.As("Clerk");
        var invoices = await Task.WhenAll(Enumerable.Range(1, 20).Select(n => clerk.Create(new Invoice { Customer = $"customer-{n}", Amount = 10 })));

        await Task.WhenAll(invoices.Select(invoice => clerk.Write(new PayInvoice(invoice.Id))));

        (await clerk.Query<DailyTakings>(new TakingsOf(Day))).Payments.ShouldBe(20);
    }

    [Fact]
    public async Task A_projection_over_the_life_of_records_follows_every_change()
    {
        var app = await Start(_clock, new InvoicesFeature());
        var clerk = app.As("Clerk");
        var invoice = await clerk.Create(new Invoice { Customer = "Havsvind", Amount = 100 });
        await clerk.Create(new Invoice { Customer = "Havsvind", Amount = 30 });

        invoice = await clerk.Update(invoice, i => i.Customer = "Tanuki");
        (await Accounts(clerk)).ShouldBe([("Tanuki", 1, 100, 100), ("Havsvind", 1, 30, 100)]);

        await clerk.Delete<Invoice>(invoice.Id);
        (await Accounts(clerk)).ShouldBe([("Havsvind", 1, 30, 100), ("Tanuki", 0, 0, 100)]);
    }

    [Fact]
    public async Task Live_rows_are_what_the_log_says()
    {
        var app = await Start(_clock, new InvoicesFeature());
        var clerk = app.As("Clerk");
        var invoice = await clerk.Create(new Invoice { Customer = "Havsvind", Amount = 100 });
        await clerk.Update(invoice, i => i.Amount = 90);
        await clerk.Write(new PayInvoice(invoice.Id));
        await clerk.Delete<Invoice>(invoice.Id);

        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    private static async Task<IEnumerable<(string, int, decimal, decimal)>> Accounts(TestUser clerk) =>
        (await clerk.Query<List<CustomerAccount>>(new BestCustomers())).Select(a => (a.Customer, a.Invoices, a.Invoiced, a.LargestEver));
}
