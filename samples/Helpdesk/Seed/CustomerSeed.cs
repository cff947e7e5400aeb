using System.Text.Json.Nodes;
using Helpdesk.Customers;
using Kumiko;

namespace Helpdesk.Seed;

/// <summary>Customers and the people who speak for them. One customer has left, and is marked as deleted.</summary>
internal sealed class CustomerSeed(Scene scene)
{
    private static readonly string[] Sources = ["recommendation", "trade fair", "web search", "tender"];

    public async Task<IReadOnlyList<(Customer Customer, IReadOnlyList<Contact> Contacts)>> Write()
    {
        var company = scene.Company;
        var country = await scene.As(scene.Bookkeeper).Query<Country>().Where(c => c.Code == company.Country).FirstOrDefault();
        var customers = new List<(Customer, IReadOnlyList<Contact>)>();
        foreach (var client in company.Clients)
        {
            var ctx = scene.As(scene.Pick(company.Team));
            var customer = await ctx.Create(NewCustomer(client, $"C-{1001 + customers.Count}", country!.Id));
            var contacts = NewContacts(client, customer);
            await ctx.CreateMany(contacts);
            customers.Add((customer, contacts));
        }

        await scene.As(scene.Bookkeeper).Delete(customers[^1].Item1);
        customers.RemoveAt(customers.Count - 1);
        return customers;
    }

    private Customer NewCustomer(Client client, string number, Guid country) => new()
    {
        Number = number,
        Name = client.Name,
        Tier = scene.Random.Next(10) switch { < 6 => CustomerTier.Standard, < 9 => CustomerTier.Plus, _ => CustomerTier.Premium },
        Industries = scene.Chance(0.2) && client.Industry != "services" ? [client.Industry, "services"] : [client.Industry],
        Email = $"office@{client.Site}",
        Phone = scene.Phone(),
        Website = $"https://www.{client.Site}",
        BillingAddress = new Address
        {
            Street = $"{scene.Pick(scene.Company.Streets)} {scene.Random.Next(1, 140)}",
            PostalCode = client.PostalCode,
            City = client.City,
            CountryId = country,
        },
        TimeZone = scene.Company.TimeZone,
        IsKeyAccount = scene.Chance(0.2),
        Employees = scene.Random.Next(3, 400),
        CreditLimit = scene.Chance(0.7) ? scene.Company.Price(scene.Pick([2_000m, 5_000m, 10_000m, 25_000m])) : null,
        CustomerSince = scene.Today.AddDays(-scene.Random.Next(200, 4_000)),
        StoredBytes = scene.Random.NextInt64(2_000_000_000, 4_000_000_000_000),
        Notes = scene.Chance(0.4) ? "Ring before you come by.\nParking is behind the building." : null,
        Extra = scene.Chance(0.5) ? new JsonObject { ["source"] = scene.Pick(Sources), ["newsletter"] = scene.Chance(0.5) } : null,
    };

    private List<Contact> NewContacts(Client client, Customer customer)
    {
        var contacts = new List<Contact>();
        var count = scene.Random.Next(1, 4);
        foreach (var firstName in scene.Random.GetItems([.. scene.Company.FirstNames], count).Distinct())
        {
            contacts.Add(new Contact
            {
                CustomerId = customer.Id,
                FirstName = firstName,
                LastName = scene.Pick(scene.Company.LastNames),
                Email = $"{Ascii(firstName)}@{client.Site}",
                Phone = scene.Chance(0.7) ? scene.Phone() : null,
                Languages = scene.Chance(0.5) ? [scene.Company.Language, "en"] : [scene.Company.Language],
            });
        }

        return contacts;
    }

    private static string Ascii(string name) => name.ToLowerInvariant().Replace("ö", "o").Replace("ä", "a").Replace("ü", "u");
}
