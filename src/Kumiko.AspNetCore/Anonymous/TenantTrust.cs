namespace Kumiko.AspNetCore;

/// <summary>Who decides in which tenant a visitor acts.</summary>
public enum TenantTrust
{
    /// <summary>The resolver alone. A client that names another tenant is refused, and so is a request for which the resolver finds none.</summary>
    Authoritative,

    /// <summary>The client, with <c>X-Tenant</c> or the cookie; the resolver where it says nothing.</summary>
    Fallback,
}
