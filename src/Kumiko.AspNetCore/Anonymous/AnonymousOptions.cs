namespace Kumiko.AspNetCore;

/// <summary>In which tenant visitors act who did not sign in.</summary>
public sealed class AnonymousOptions
{
    /// <summary>
    /// The one tenant that visitors can see, as a UUID. Without it, and without an <see cref="ITenantResolver"/> or an <see cref="ITenantDirectory"/>,
    /// nobody gets in without a sign-in, whatever the rules of the handlers say.
    /// </summary>
    public string? Tenant { get; set; }
}
