using Kumiko;

namespace Helpdesk.Seed;

/// <summary>The three companies that the seed fills. Each sees its own records only, and the countries and categories that all share.</summary>
public static class HelpdeskTenants
{
    /// <summary>Kranich Systemhaus, Hamburg: bills in euros. The tenant of development.</summary>
    public static readonly TenantId Kranich = TenantId.Parse("11111111-1111-4111-8111-111111111111");

    /// <summary>Havsvind Support, Gothenburg: bills in Swedish kronor.</summary>
    public static readonly TenantId Havsvind = TenantId.Parse("22222222-2222-4222-8222-222222222222");

    /// <summary>Tanuki Service, Osaka: bills in yen, which have no decimals.</summary>
    public static readonly TenantId Tanuki = TenantId.Parse("33333333-3333-4333-8333-333333333333");
}
