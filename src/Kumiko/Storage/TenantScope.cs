namespace Kumiko.Storage;

/// <summary>Which tenants' rows a statement may see. There is no statement on a tenant's table without one.</summary>
public abstract record TenantScope
{
    private TenantScope()
    {
    }

    /// <summary>The rows of one tenant only.</summary>
    /// <param name="Tenant">The tenant.</param>
    public sealed record Own(TenantId Tenant) : TenantScope;

    /// <summary>The rows of one tenant, and those of the system tenant, which everyone may read.</summary>
    /// <param name="Tenant">The tenant. Its own row wins where both have one of the same id.</param>
    public sealed record OwnAndSystem(TenantId Tenant) : TenantScope;

    /// <summary>The rows of all tenants.</summary>
    /// <param name="Reason">Why the statement crosses tenants, in the author's words.</param>
    public sealed record All(string Reason) : TenantScope;
}
