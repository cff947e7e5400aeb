namespace Kumiko.AspNetCore;

/// <summary>How tokens are signed and verified.</summary>
/// <remarks>
/// The keys themselves come from the configuration, mostly the environment: <c>JWT_SECRET_V1</c>, <c>JWT_SECRET_V2</c>, … with
/// <c>JWT_SECRET_CURRENT_VERSION</c> naming the one that signs. <c>JWT_SECRET</c> beside them only verifies; alone, it signs too.
/// </remarks>
public sealed class JwtOptions
{
    /// <summary>The one secret, when no versioned ones are set; takes precedence over <c>JWT_SECRET</c>. At least 32 characters.</summary>
    public string? Secret { get; set; }

    /// <summary>Who issues the tokens, and whose tokens are accepted; falls back to <c>JWT_ISSUER</c>, then to <c>kumiko</c>.</summary>
    public string? Issuer { get; set; }
}
