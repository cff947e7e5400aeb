namespace Kumiko;

/// <summary>Whose calls a limit counts together.</summary>
public enum RateLimitPer
{
    /// <summary>
    /// Each user of a tenant: calls of all handlers that have the same limit are counted together. A visitor without a sign-in counts by address.
    /// </summary>
    User,

    /// <summary>Each tenant: calls of all handlers that have the same limit are counted together.</summary>
    Tenant,

    /// <summary>
    /// Each address of a client, whoever it is: calls of all handlers that have the same limit are counted together. Calls without an address,
    /// which do not come over HTTP, are not counted.
    /// </summary>
    Ip,

    /// <summary>Each user of a tenant, and each handler by itself.</summary>
    UserAndHandler,

    /// <summary>Each tenant, and each handler by itself.</summary>
    TenantAndHandler,

    /// <summary>Each address of a client, and each handler by itself.</summary>
    IpAndHandler,
}
