namespace Kumiko;

/// <summary>Who acts: the principal of one request. Immutable; made by authentication, never by a handler.</summary>
public sealed record User
{
    /// <summary>The role that only the framework itself acts under.</summary>
    public const string SystemRole = "system";

    /// <summary>The role of a visitor without a sign-in.</summary>
    public const string AnonymousRole = "anonymous";

    /// <summary>Who it is.</summary>
    public required UserId Id { get; init; }

    /// <summary>The tenant in which the user acts now.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The roles that the user has in this tenant. There is no hierarchy: a rule must name one of them.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>What the sign-in says about the user beside the roles; none by default.</summary>
    public UserClaims Claims { get; init; } = UserClaims.None;

    /// <summary>The user's IANA time zone, where known.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The user's locale as a BCP-47 tag, where known.</summary>
    public string? Locale { get; init; }

    /// <summary>Whether somebody signed in, as opposed to an anonymous visitor.</summary>
    public bool IsSignedIn => !Roles.Contains(AnonymousRole);

    /// <summary>Whether it is the framework itself: seeds, reference data, consumers.</summary>
    public bool IsSystem => Roles.Contains(SystemRole);

    /// <summary>A visitor of a tenant who did not sign in.</summary>
    public static User Anonymous(TenantId tenant) => new() { Id = UserId.Anonymous, Tenant = tenant, Roles = [AnonymousRole] };

    /// <summary>The framework itself, acting in a tenant.</summary>
    public static User System(TenantId tenant) => new() { Id = UserId.System, Tenant = tenant, Roles = [SystemRole] };
}
