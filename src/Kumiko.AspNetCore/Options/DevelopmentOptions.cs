namespace Kumiko.AspNetCore;

/// <summary>
/// Who acts in the environment <c>Development</c> when a request carries neither token nor cookie. A request may choose for itself with
/// the headers <c>X-Tenant</c>, <c>X-Kumiko-Roles</c> (separated by commas) and <c>X-Kumiko-User</c>.
/// </summary>
public sealed class DevelopmentOptions
{
    /// <summary>The user's id.</summary>
    public string User { get; set; } = "22222222-2222-4222-8222-222222222222";

    /// <summary>The tenant's UUID.</summary>
    public string Tenant { get; set; } = "11111111-1111-4111-8111-111111111111";

    /// <summary>The user's roles; empty for <see cref="DefaultRoles"/>.</summary>
    public IList<string> Roles { get; } = [];

    /// <summary>The roles when none are configured; those that the features declare.</summary>
    public IReadOnlyList<string> DefaultRoles { get; set; } = [];

    /// <summary>
    /// Further host names under which a developer reaches the application. <c>localhost</c> and IP addresses always work; other names are
    /// refused, because a foreign page could point its own name at this machine.
    /// </summary>
    public IList<string> Hosts { get; } = [];
}
