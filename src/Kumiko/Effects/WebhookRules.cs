using System.Net;
using System.Text.RegularExpressions;

namespace Kumiko;

/// <summary>What is wrong with a webhook is said before the commit, when the caller can still do something about it.</summary>
internal static partial class WebhookRules
{
    private static readonly string[] Reserved =
        ["authorization", "connection", "content-encoding", "content-length", "content-type", "host", "idempotency-key", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"];

    /// <summary>Whether a host may be called whatever its address.</summary>
    public static bool IsTrusted(WebhookOptions options, string host) =>
        options.Reach == WebhookReach.Anywhere || options.TrustedHosts.Contains(host, StringComparer.OrdinalIgnoreCase);

    /// <returns>What is wrong; null for nothing.</returns>
    public static string? Check(Webhook webhook, WebhookOptions options)
    {
        if (!Uri.TryCreate(webhook.Url, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
        {
            return "its address is not an absolute one that begins with 'https'";
        }

        if (url.Scheme != "https" && options.Reach != WebhookReach.Anywhere)
        {
            return "its address does not begin with 'https'";
        }

        if (url.UserInfo.Length > 0)
        {
            return "its address carries a user; use a credential";
        }

        if (IPAddress.TryParse(url.DnsSafeHost, out var address) && !PublicAddresses.Contain(address) && !IsTrusted(options, url.DnsSafeHost))
        {
            return "its address is not a public one, and none of the trusted hosts";
        }

        var illegal = (webhook.Headers ?? new Dictionary<string, string>()).Where(h => !IsFree(h.Key) || !IsLegal(h.Value)).Select(h => h.Key).FirstOrDefault();
        if (illegal is not null)
        {
            return $"its header '{illegal}' is reserved, or has characters that a header cannot have";
        }

        return webhook.Credential is { } credential && (!Token().IsMatch(credential.HeaderName) || !Token().IsMatch(credential.Secret))
            ? "its credential names no header or no secret"
            : null;
    }

    private static bool IsFree(string header) => Token().IsMatch(header) && !Reserved.Contains(header.ToLowerInvariant());

    private static bool IsLegal(string value) => !value.Any(char.IsControl);

    [GeneratedRegex("^[A-Za-z0-9._-]+\\z")]
    private static partial Regex Token();
}
