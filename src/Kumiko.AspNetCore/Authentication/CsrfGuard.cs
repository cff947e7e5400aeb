using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Kumiko.AspNetCore;

/// <summary>The double submit: a foreign page can make the browser send the cookie, but cannot read it to repeat it in a header.</summary>
internal static class CsrfGuard
{
    public static void Require(HttpRequest request)
    {
        var cookie = request.Cookies[AuthCookies.CsrfName];
        var header = request.Headers["X-CSRF-Token"];
        if (string.IsNullOrEmpty(cookie) || header.Count != 1 || header[0] is not { } repeated || !AreEqual(cookie, repeated))
        {
            throw AuthFailure.CsrfMismatch();
        }
    }

    private static bool AreEqual(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(left.AsSpan()), MemoryMarshal.AsBytes(right.AsSpan()));
}
