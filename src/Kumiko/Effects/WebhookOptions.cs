namespace Kumiko;

/// <summary>How webhooks are sent.</summary>
public sealed record WebhookOptions
{
    /// <summary>Where they may go.</summary>
    public WebhookReach Reach { get; init; } = WebhookReach.PublicHttps;

    /// <summary>Hosts inside the own network that may be called, too. All others are refused when their address is not a public one.</summary>
    public IReadOnlyCollection<string> TrustedHosts { get; init; } = [];

    /// <summary>How long another system may take to answer; it is tried again later.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Finds a secret by its name, or null. By default <c>crm-token</c> is the environment variable <c>WEBHOOK_SECRET_CRM_TOKEN</c>.</summary>
    public Func<string, string?> Secrets { get; init; } = FromEnvironment;

    internal static string VariableOf(string secret) => "WEBHOOK_SECRET_" + secret.ToUpperInvariant().Replace('-', '_').Replace('.', '_');

    private static string? FromEnvironment(string secret) => Environment.GetEnvironmentVariable(VariableOf(secret));
}
