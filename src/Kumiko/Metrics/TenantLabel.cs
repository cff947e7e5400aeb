namespace Kumiko;

/// <summary>Whether a metric is kept for each tenant by itself.</summary>
public enum TenantLabel
{
    /// <summary>All tenants together.</summary>
    Omit,

    /// <summary>A label <c>tenant</c> with the tenant's id: as many series as there are tenants.</summary>
    Include,
}
