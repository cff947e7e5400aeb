using Kumiko;

namespace Helpdesk.Seed;

/// <summary>
/// Three companies with their customers, tickets and invoices: some hundred records each, the same at every first start. Only the dates
/// follow the clock, so that there is always something due.
/// </summary>
public static class HelpdeskSeed
{
    public static async Task Write(SeedContext seed)
    {
        foreach (var company in (Company[])[Kranich.Company, Havsvind.Company, Tanuki.Company])
        {
            var scene = new Scene(seed, company);
            var customers = await new CustomerSeed(scene).Write();
            var tickets = await new TicketSeed(scene, customers).Write();
            await new InvoiceSeed(scene, tickets).Write();
        }
    }
}
