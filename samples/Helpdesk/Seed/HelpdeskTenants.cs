using Kumiko;

namespace Helpdesk.Seed;

/// <summary>The three companies that the seed fills. Each sees its own records only, and the countries and categories that all share.</summary>
public static class HelpdeskTenants
{
    /// <summary>Kranich Systemhaus, Hamburg: bills in euros. The tenant of development.</summary>
    public static readonly TenantId Kranich = TenantId.Parse("00000000-0000-4000-8000-0000000000a1");

    /// <summary>Havsvind Support, Gothenburg: bills in Swedish kronor.</summary>
    public static readonly TenantId Havsvind = TenantId.Parse("00000000-0000-4000-8000-0000000000a2");

    /// <summary>Tanuki Service, Osaka: bills in yen, which have no decimals.</summary>
    public static readonly TenantId Tanuki = TenantId.Parse("00000000-0000-4000-8000-0000000000a3");
}
