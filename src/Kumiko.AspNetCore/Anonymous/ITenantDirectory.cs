namespace Kumiko.AspNetCore;

/// <summary>Knows which tenants there are. Register one to let visitors choose their tenant with <c>X-Tenant</c>.</summary>
public interface ITenantDirectory
{
    /// <summary>Whether there is such a tenant.</summary>
    ValueTask<bool> Exists(TenantId tenant, CancellationToken cancellation = default);
}
