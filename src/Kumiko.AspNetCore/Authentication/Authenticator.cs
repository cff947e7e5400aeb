using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kumiko.AspNetCore;

/// <summary>Finds out who asks, and refuses those that cannot show it.</summary>
internal sealed class Authenticator(TokenService tokens, OriginGuard origins, DevelopmentSignIn? development = null)
{
    private const string Scheme = "Bearer ";

    /// <exception cref="AuthFailure">The request is refused.</exception>
    public User Authenticate(HttpContext context)
    {
        var request = context.Request;
        var header = request.Headers.Authorization;
        var bearer = header.Count == 1 && header[0] is { } value && value.StartsWith(Scheme, StringComparison.Ordinal)
            ? value[Scheme.Length..]
            : null;
        var cookie = request.Headers.ContainsKey(HeaderNames.Cookie) ? request.Cookies[AuthCookies.TokenName] : null;
        if (string.IsNullOrEmpty(cookie))
        {
            cookie = null;
        }

        if (bearer is not null && cookie is not null)
        {
            throw AuthFailure.Ambiguous();
        }

        if ((bearer ?? cookie) is not { } token)
        {
            return development is not null && header.Count == 0 ? development.SignIn(request) : throw AuthFailure.MissingToken();
        }

        var user = tokens.Verify(token) ?? throw AuthFailure.InvalidToken();
        RequireTenant(request, user);
        if (cookie is not null && IsUnsafe(request.Method))
        {
            origins.Require(request);
            CsrfGuard.Require(request);
        }

        return user;
    }

    /// <summary>A token decides about the tenant; the header may only agree.</summary>
    private static void RequireTenant(HttpRequest request, User user)
    {
        var header = request.Headers["X-Tenant"];
        if (header.Count == 0 || (header.Count == 1 && Guid.TryParseExact(header[0], "D", out var id) && id == user.Tenant.Value))
        {
            return;
        }

        throw AuthFailure.TenantMismatch(user.Tenant, header);
    }

    private static bool IsUnsafe(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);
}
