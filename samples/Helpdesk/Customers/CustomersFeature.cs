using Kumiko;

namespace Helpdesk.Customers;

/// <summary>A feature of declarations only: everything it can do follows from its entities.</summary>
public sealed class CustomersFeature : Feature
{
    public override string Name => "customers";

    protected override void Define(FeatureBuilder r)
    {
        r.Describe("Who asks for help: companies, the people who speak for them, and the countries they are in.");

        r.Entity<Country>(e => e.Unique(c => c.Code));
        r.Crud<Country>(write: Access.Roles(Roles.Admin), read: Access.SignedIn, crud => crud
            .Without(CrudVerb.Create, CrudVerb.Update, CrudVerb.Delete));
        r.ReferenceData<Country>(c => c.Code, Countries.All);

        r.Entity<Customer>(e => e
            .SoftDelete()
            .DefaultCurrency("EUR")
            .UniqueAmongExisting(c => c.Number)
            .Index(c => c.Name)
            .Derived("yearsWithUs", (customer, now) => customer.YearsWithUs(now))
            .HasMany<Contact>(c => c.CustomerId, m => m.OnDelete(OnDelete.Cascade)));
        r.Crud<Customer>(write: Access.Roles(Roles.Agent, Roles.Admin), read: Access.SignedIn, crud => crud
            .Allow(CrudVerb.Delete, Access.Roles(Roles.Admin))
            .Allow(CrudVerb.Restore, Access.Roles(Roles.Admin)));

        r.Entity<Contact>(e => e.UniqueAmongExisting(c => c.CustomerId, c => c.Email).SoftDelete());
        r.Crud<Contact>(write: Access.Roles(Roles.Agent, Roles.Admin), read: Access.SignedIn);

        // Who asks for it is forgotten, in the past, too. That somebody spoke for the customer stays.
        r.WriteHandler<ForgetContact>("contact:forget", Access.Roles(Roles.Admin), async (command, ctx) =>
            await ctx.Forget(await ctx.Get<Contact>(command.Id), "The person asked for it."));
    }
}
