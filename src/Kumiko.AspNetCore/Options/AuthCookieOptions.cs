using Microsoft.AspNetCore.Http;

namespace Kumiko.AspNetCore;

/// <summary>How browsers keep a sign-in.</summary>
public sealed class AuthCookieOptions
{
    /// <summary>
    /// The domain whose subdomains share the sign-in; by default it stays with the host that set it. Needs
    /// <see cref="OriginOptions.Allowed"/>, or an explicit <see cref="OriginOptions.AllowAny"/>.
    /// </summary>
    public string? Domain { get; set; }

    /// <summary><see cref="SameSiteMode.Lax"/> or <see cref="SameSiteMode.Strict"/>.</summary>
    public SameSiteMode SameSite { get; set; } = SameSiteMode.Lax;
}
