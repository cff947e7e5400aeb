using Microsoft.AspNetCore.Http;

namespace Kumiko.AspNetCore;

/// <summary>A refusal at the door, before any handler was asked.</summary>
internal sealed class AuthFailure : KumikoException
{
    private AuthFailure(int status, string code, string message, IReadOnlyDictionary<string, object?>? details = null)
        : base(code, status, "errors.auth." + code, message)
    {
        Details = details;
    }

    public static AuthFailure MissingToken() =>
        new(StatusCodes.Status401Unauthorized, "missing_token", "The request carries no sign-in.");

    public static AuthFailure InvalidToken() =>
        new(StatusCodes.Status401Unauthorized, "invalid_token", "The token is not valid, or not any more.");

    public static AuthFailure TokenExpired() =>
        new(StatusCodes.Status401Unauthorized, "token_expired", "The sign-in that the stream was opened with is over. Renew it, and open the stream again.");

    public static AuthFailure Ambiguous() =>
        new(StatusCodes.Status400BadRequest, "ambiguous_auth", "The request carries a bearer token and a cookie; only one of them can count.");

    public static AuthFailure CsrfMismatch() =>
        new(StatusCodes.Status403Forbidden, "csrf_token_mismatch", "The header X-CSRF-Token does not repeat the cookie kumiko_csrf.");

    public static AuthFailure OriginNotAllowed(string message = "The request comes from a web page whose origin is not allowed.") =>
        new(StatusCodes.Status403Forbidden, "origin_not_allowed", message);

    public static AuthFailure TenantMismatch(TenantId tenant, string? header) =>
        new(
            StatusCodes.Status400BadRequest,
            "tenant_mismatch",
            "The header X-Tenant names another tenant than the token.",
            new Dictionary<string, object?> { ["jwtTenantId"] = tenant.ToString(), ["headerTenantId"] = header });

    public static AuthFailure InvalidTenantFormat(string source, string value) =>
        new(StatusCodes.Status400BadRequest, "invalid_tenant_format", $"The {source} must be one UUID in lower case.", new Dictionary<string, object?>
        {
            ["source"] = source,
            ["value"] = value,
        });

    /// <param name="named">What the client says.</param>
    /// <param name="known">The name, in the details, of what the server says.</param>
    /// <param name="tenant">What the server says.</param>
    public static AuthFailure VisitorTenantMismatch(TenantId named, string known, TenantId tenant) =>
        new(StatusCodes.Status400BadRequest, "tenant_mismatch", "Visitors of this address act in another tenant than the one that the request names.", new Dictionary<string, object?>
        {
            ["clientTenantId"] = named.ToString(),
            [known] = tenant.ToString(),
        });

    public static AuthFailure TenantRequired() =>
        new(StatusCodes.Status400BadRequest, "tenant_required", "The request says neither who acts nor in which tenant. Sign in, or name the tenant in the header X-Tenant.");

    public static AuthFailure TenantNotFound(TenantId tenant) =>
        new(StatusCodes.Status404NotFound, "tenant_not_found", "There is no such tenant.", new Dictionary<string, object?> { ["tenantId"] = tenant.ToString() });

    public static AuthFailure InvalidHeader(string header, string rule) =>
        new(StatusCodes.Status400BadRequest, "invalid_header", $"The header {header} {rule}.", new Dictionary<string, object?>
        {
            ["header"] = header,
        });
}
