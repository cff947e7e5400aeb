using Microsoft.AspNetCore.Http;

namespace Kumiko.AspNetCore;

/// <summary>Finds the tenant of visitors who did not sign in, for instance by the host name. Register one to let visitors in.</summary>
public interface ITenantResolver
{
    /// <summary>What the answer counts against a tenant that the client names.</summary>
    TenantTrust Trust { get; }

    /// <summary>The tenant that the request is for; null where the request does not say.</summary>
    ValueTask<TenantId?> Resolve(HttpContext context);
}
