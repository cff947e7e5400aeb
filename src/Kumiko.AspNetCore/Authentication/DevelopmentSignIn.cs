using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Kumiko.AspNetCore;

/// <summary>
/// Signs in whoever sends neither token nor cookie, in the environment <c>Development</c> and nowhere else: outside it there is no instance.
/// </summary>
/// <remarks>
/// A developer's browser also shows foreign pages, and these must not act through it. Three things keep them out. Pages of another origin
/// may send JSON only after a CORS preflight, which nobody answers here, and anything but JSON is refused with 415. What the browser marks
/// as coming from another site or host is refused. And since a foreign page could point a name of its own at this machine, only names
/// that are known to mean it are served.
/// </remarks>
internal sealed class DevelopmentSignIn
{
    private const string TenantHeader = "X-Tenant";
    private const string RolesHeader = "X-Kumiko-Roles";
    private const string UserHeader = "X-Kumiko-User";

    private readonly User _user;
    private readonly HashSet<string> _hosts;

    private DevelopmentSignIn(DevelopmentOptions options)
    {
        IEnumerable<string> roles = options.Roles.Count > 0 ? options.Roles : options.DefaultRoles;
        _hosts = new HashSet<string>(options.Hosts, StringComparer.OrdinalIgnoreCase);
        _user = new User
        {
            Id = new UserId(options.User),
            Tenant = TenantId.Parse(options.Tenant),
            Roles = [.. roles.Where(role => !ReservedNames.IsRole(role))],
        };
    }

    /// <summary>Null in every environment but <c>Development</c>.</summary>
    public static DevelopmentSignIn? For(IHostEnvironment environment, IOptions<KumikoHttpOptions> options) =>
        environment.IsDevelopment() ? new DevelopmentSignIn(options.Value.Development) : null;

    /// <summary>Whether the request asks to be no one, to try what visitors see.</summary>
    public static bool IsVisitor(HttpRequest request) => request.Headers[UserHeader] is [{ } id] && id == UserId.Anonymous.Value;

    public User SignIn(HttpRequest request)
    {
        RequireOwnPage(request);
        var headers = request.Headers;
        var user = headers[UserHeader] is { Count: > 0 } id ? _user with { Id = ReadUser(id) } : _user;
        user = headers[TenantHeader] is { Count: > 0 } tenant ? user with { Tenant = ReadTenant(tenant) } : user;
        return headers[RolesHeader] is { Count: > 0 } roles ? user with { Roles = ReadRoles(roles) } : user;
    }

    private void RequireOwnPage(HttpRequest request)
    {
        var host = request.Host.Host;
        if (!IsOwnHost(host))
        {
            throw AuthFailure.OriginNotAllowed(
                $"The host name '{host}' is not known to be this machine; list it in Kumiko:Development:Hosts to be signed in under it.");
        }

        var origin = request.Headers.Origin;
        if (OriginGuard.IsCrossSite(request) || (origin.Count > 0 && !IsHostOf(origin, host)))
        {
            throw AuthFailure.OriginNotAllowed("A page of another site cannot use the sign-in of development.");
        }
    }

    private bool IsOwnHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host, out _)
        || _hosts.Contains(host);

    private static bool IsHostOf(StringValues origin, string host) =>
        origin.Count == 1
        && Uri.TryCreate(origin[0], UriKind.Absolute, out var uri)
        && uri.Host.Equals(host, StringComparison.OrdinalIgnoreCase);

    private static TenantId ReadTenant(StringValues header) =>
        header.Count == 1 && Guid.TryParseExact(header[0], "D", out var id)
            ? new TenantId(id)
            : throw AuthFailure.InvalidHeader(TenantHeader, "must be one UUID");

    private static UserId ReadUser(StringValues header) =>
        SafeText.Read(header) is { } id && !ReservedNames.IsUser(id)
            ? new UserId(id)
            : throw AuthFailure.InvalidHeader(UserHeader, "must be one id of letters, digits and . _ : -, and none of the framework's own");

    private static string[] ReadRoles(StringValues header)
    {
        if (header.Count != 1)
        {
            throw AuthFailure.InvalidHeader(RolesHeader, "must be sent once");
        }

        // An empty header is a way to say: a user without any role.
        var text = header[0] ?? "";
        string[] roles = text.Length == 0 ? [] : text.Split(',', StringSplitOptions.TrimEntries);
        foreach (var role in roles)
        {
            if (!SafeText.IsSafe(role) || ReservedNames.IsRole(role))
            {
                throw AuthFailure.InvalidHeader(
                    RolesHeader,
                    "must list roles of letters, digits and . _ : -, separated by commas, and none of the reserved ones");
            }
        }

        return roles;
    }
}
