namespace Kumiko;

/// <summary>
/// A secret that goes with a webhook, by its name: it is looked up when the webhook is sent, and stands neither in the queue nor in the log. See
/// <see cref="WebhookOptions.Secrets"/>.
/// </summary>
public sealed record WebhookCredential
{
    private WebhookCredential(string header, string prefix, string secret)
    {
        HeaderName = header;
        Prefix = prefix;
        Secret = secret;
    }

    /// <summary>The header that carries it.</summary>
    public string HeaderName { get; }

    /// <summary>The secret's name.</summary>
    public string Secret { get; }

    internal string Prefix { get; }

    /// <summary>As <c>Authorization: Bearer …</c>.</summary>
    /// <param name="secret">The secret's name.</param>
    public static WebhookCredential Bearer(string secret) => new("Authorization", "Bearer ", secret);

    /// <summary>In a header of its own.</summary>
    /// <param name="header">The header's name.</param>
    /// <param name="secret">The secret's name.</param>
    public static WebhookCredential Header(string header, string secret) => new(header, "", secret);
}
