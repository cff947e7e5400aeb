using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Kumiko.AspNetCore;

/// <summary>Decides in which tenant a visitor acts. What the client says counts only where nothing better is known.</summary>
internal sealed class VisitorTenants
{
    /// <summary>The cookie by which a page keeps a visitor in one tenant.</summary>
    private const string CookieName = "kumiko_tenant";

    private const string HeaderName = "X-Tenant";

    private readonly TenantId? _only;
    private readonly ITenantResolver? _resolver;
    private readonly ITenantDirectory? _directory;

    public VisitorTenants(IOptions<KumikoHttpOptions> options, ITenantResolver? resolver = null, ITenantDirectory? directory = null)
    {
        _only = options.Value.Anonymous.Tenant is { Length: > 0 } tenant ? TenantId.Parse(tenant) : null;
        _resolver = resolver;
        _directory = directory;
    }

    /// <summary>Whether visitors are let in at all.</summary>
    public bool AreOpen => _only is not null || _resolver is not null || _directory is not null;

    /// <exception cref="AuthFailure">The request names no tenant, or one that it cannot have.</exception>
    public async ValueTask<TenantId> Find(HttpContext context)
    {
        var named = Named(context.Request);
        if (_only is { } only)
        {
            return named is null || named == only ? only : throw AuthFailure.VisitorTenantMismatch(named.Value, "defaultTenantId", only);
        }

        var tenant = await Choose(context, named);

        // The system tenant's records are for everybody to read, but nobody acts in it from outside.
        return tenant != TenantId.System && (_directory is null || await _directory.Exists(tenant, context.RequestAborted))
            ? tenant
            : throw AuthFailure.TenantNotFound(tenant);
    }

    private async ValueTask<TenantId> Choose(HttpContext context, TenantId? named)
    {
        if (_resolver is not { } resolver)
        {
            return named ?? throw AuthFailure.TenantRequired();
        }

        if (resolver.Trust == TenantTrust.Fallback && named is { } chosen)
        {
            return chosen;
        }

        var resolved = await resolver.Resolve(context) ?? throw AuthFailure.TenantRequired();
        return named is null || named == resolved ? resolved : throw AuthFailure.VisitorTenantMismatch(named.Value, "resolvedTenantId", resolved);
    }

    /// <summary>Both must be well formed; the header wins.</summary>
    private static TenantId? Named(HttpRequest request)
    {
        var header = request.Headers[HeaderName] is { Count: > 0 } values ? Read(values.ToString(), $"{HeaderName} header") : null;
        var cookie = request.Headers.ContainsKey(HeaderNames.Cookie) ? Read(request.Cookies[CookieName], $"{CookieName} cookie") : null;
        return header ?? cookie;
    }

    private static TenantId? Read(string? value, string source)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        return Guid.TryParseExact(value, "D", out var id) && id.ToString("D") == value
            ? new TenantId(id)
            : throw AuthFailure.InvalidTenantFormat(source, value);
    }
}
