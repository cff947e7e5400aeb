using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Kumiko.AspNetCore;

/// <summary>Lets only the pages of listed origins act with a cookie. Without a list the guard is off.</summary>
internal sealed class OriginGuard(IOptions<KumikoHttpOptions> options)
{
    private readonly HashSet<string> _allowed = [.. options.Value.Origins.Allowed.Select(Normalize).Where(origin => origin.Length > 0)];

    public void Require(HttpRequest request)
    {
        if (_allowed.Count == 0)
        {
            return;
        }

        var origin = request.Headers.Origin;
        var isAllowed = origin.Count == 0
            ? !IsCrossSite(request)
            : origin.Count == 1 && _allowed.Contains(Normalize(origin[0] ?? ""));
        if (!isAllowed)
        {
            throw AuthFailure.OriginNotAllowed();
        }
    }

    /// <summary>Whether the browser says that a page of another site sends the request.</summary>
    public static bool IsCrossSite(HttpRequest request) =>
        string.Equals(request.Headers["Sec-Fetch-Site"], "cross-site", StringComparison.OrdinalIgnoreCase);

    private static string Normalize(string origin) => origin.Trim().TrimEnd('/').ToLowerInvariant();
}
