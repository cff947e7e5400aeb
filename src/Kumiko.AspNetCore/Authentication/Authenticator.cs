using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kumiko.AspNetCore;

/// <summary>Finds out who asks, and refuses those that cannot show it.</summary>
internal sealed class Authenticator(TokenService tokens, OriginGuard origins, VisitorTenants visitors, DevelopmentSignIn? development = null)
{
    private const string Scheme = "Bearer ";

    /// <param name="context">The request.</param>
    /// <param name="access">Whom the endpoint wants to let in.</param>
    /// <exception cref="AuthFailure">The request is refused.</exception>
    public ValueTask<SignIn> Authenticate(HttpContext context, EndpointAccess? access)
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
            return WithoutToken(context, access);
        }

        var signIn = tokens.Check(token) ?? throw AuthFailure.InvalidToken();
        RequireTenant(request, signIn.User);
        if (cookie is not null && IsUnsafe(request.Method))
        {
            origins.Require(request);
            CsrfGuard.Require(request);
        }

        return new ValueTask<SignIn>(signIn);
    }

    /// <summary>Nobody is taken for a visitor who meant to sign in and could not.</summary>
    private ValueTask<SignIn> WithoutToken(HttpContext context, EndpointAccess? access)
    {
        var request = context.Request;
        var hasHeader = request.Headers.Authorization.Count > 0;
        if (development is not null && !hasHeader && !(visitors.AreOpen && DevelopmentSignIn.IsVisitor(request)))
        {
            return new ValueTask<SignIn>(new SignIn(development.SignIn(request)));
        }

        return visitors.AreOpen && !hasHeader && access == EndpointAccess.Visitors ? Visitor(context) : throw AuthFailure.MissingToken();
    }

    private async ValueTask<SignIn> Visitor(HttpContext context) => new(User.Anonymous(await visitors.Find(context)));

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
