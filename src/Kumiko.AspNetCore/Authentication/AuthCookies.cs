using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Kumiko.AspNetCore;

/// <summary>
/// Writes and deletes the two cookies of a sign-in in a browser: the token, which scripts cannot read, and the CSRF token, which they must
/// repeat in the header <c>X-CSRF-Token</c>. Both are marked <c>Secure</c> everywhere but in development.
/// </summary>
public sealed class AuthCookies
{
    /// <summary>The cookie with the token.</summary>
    public const string TokenName = "kumiko_auth";

    /// <summary>The cookie with the CSRF token.</summary>
    public const string CsrfName = "kumiko_csrf";

    private readonly string? _domain;
    private readonly string _common;

    /// <summary>Takes the attributes from the options.</summary>
    public AuthCookies(IOptions<KumikoHttpOptions> options, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(options);
        var cookies = options.Value.Cookies;
        _domain = string.IsNullOrWhiteSpace(cookies.Domain) ? null : cookies.Domain.Trim();
        _common = $"; SameSite={cookies.SameSite}" + (environment.IsDevelopment() ? "" : "; Secure");
    }

    /// <summary>Signs the browser in. The CSRF token is a new one each time.</summary>
    /// <param name="response">The answer that carries the cookies.</param>
    /// <param name="token">A token of <see cref="TokenService.Issue"/>.</param>
    /// <param name="lifetime">The token's lifetime; the cookies end with it.</param>
    public void Write(HttpResponse response, string token, TimeSpan lifetime)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (_domain is not null)
        {
            // A cookie of the host alone would be sent beside the one of the domain, and might win.
            Delete(response, domain: null);
        }

        var age = (long)lifetime.TotalSeconds;
        Append(response, $"{TokenName}={token}; Path=/; Max-Age={age}", "; HttpOnly", _domain);
        Append(response, $"{CsrfName}={Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}; Path=/; Max-Age={age}", "", _domain);
    }

    /// <summary>Signs the browser out.</summary>
    public void Delete(HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        Delete(response, domain: null);
        if (_domain is not null)
        {
            Delete(response, _domain);
        }
    }

    private void Delete(HttpResponse response, string? domain)
    {
        const string Gone = "=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT";
        Append(response, TokenName + Gone, "; HttpOnly", domain);
        Append(response, CsrfName + Gone, "", domain);
    }

    private void Append(HttpResponse response, string cookie, string ending, string? domain) =>
        response.Headers.Append(HeaderNames.SetCookie, cookie + _common + (domain is null ? "" : "; Domain=" + domain) + ending);
}
