using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Kumiko.AspNetCore;

/// <summary>Finds everything that is wrong with the options when the application starts, and says how to mend it.</summary>
internal sealed class OptionsCheck(IConfiguration configuration, IHostEnvironment environment) : IValidateOptions<KumikoHttpOptions>
{
    public ValidateOptionsResult Validate(string? name, KumikoHttpOptions options)
    {
        var problems = new List<string>();
        CheckLimits(options, problems);
        CheckKeys(options, problems);
        CheckCookies(options, problems);
        CheckAnonymous(options.Anonymous, problems);
        if (environment.IsDevelopment())
        {
            CheckDevelopment(options.Development, problems);
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void CheckLimits(KumikoHttpOptions options, List<string> problems)
    {
        if (options.MaxBodyBytes < 0)
        {
            problems.Add("Kumiko:MaxBodyBytes must be a number of bytes, or 0 for no limit.");
        }

        if (options.MaxBatchCommands < 1)
        {
            problems.Add("Kumiko:MaxBatchCommands must be at least 1.");
        }

        if (options.StreamHeartbeat < TimeSpan.FromMilliseconds(10))
        {
            problems.Add("Kumiko:StreamHeartbeat must be a time of at least 10 milliseconds, such as 00:00:15.");
        }

        if (!Uri.TryCreate(options.DocsUrl, UriKind.Absolute, out var docs) || docs.Scheme is not ("http" or "https"))
        {
            problems.Add($"Kumiko:DocsUrl must be an absolute http or https address; it is '{options.DocsUrl}'.");
        }
    }

    private void CheckKeys(KumikoHttpOptions options, List<string> problems)
    {
        var before = problems.Count;
        if (TokenKeyRing.Read(configuration, options.Jwt, problems) is null && problems.Count == before && !environment.IsDevelopment())
        {
            problems.Add(
                "There is no secret to sign tokens with. Set JWT_SECRET (or Kumiko:Jwt:Secret) to at least 32 random characters, "
                + "or JWT_SECRET_V1 together with JWT_SECRET_CURRENT_VERSION=1.");
        }
    }

    private static void CheckCookies(KumikoHttpOptions options, List<string> problems)
    {
        var origins = options.Origins;
        if (options.Cookies.SameSite is not (SameSiteMode.Lax or SameSiteMode.Strict))
        {
            problems.Add($"Kumiko:Cookies:SameSite must be Lax or Strict; it is {options.Cookies.SameSite}.");
        }

        if (options.Cookies.Domain is { Length: > 0 } domain && Uri.CheckHostName(domain.Trim().TrimStart('.')) != UriHostNameType.Dns)
        {
            problems.Add($"Kumiko:Cookies:Domain must be a domain's name; it is '{domain}'.");
        }

        if (origins.AllowAny && origins.Allowed.Count > 0)
        {
            problems.Add("Kumiko:Origins:AllowAny and Kumiko:Origins:Allowed contradict each other; remove one of them.");
        }

        if (!string.IsNullOrWhiteSpace(options.Cookies.Domain) && origins is { AllowAny: false, Allowed.Count: 0 })
        {
            problems.Add(
                "Kumiko:Cookies:Domain shares the sign-in with every subdomain. List the origins that may use it in Kumiko:Origins:Allowed, "
                + "or state with Kumiko:Origins:AllowAny=true that any may.");
        }
    }

    private static void CheckAnonymous(AnonymousOptions options, List<string> problems)
    {
        if (options.Tenant is { Length: > 0 } tenant && (!Guid.TryParseExact(tenant, "D", out var id) || new TenantId(id) == TenantId.System))
        {
            problems.Add($"Kumiko:Anonymous:Tenant must be the UUID of a tenant, and not the system tenant's; it is '{tenant}'.");
        }
    }

    private static void CheckDevelopment(DevelopmentOptions options, List<string> problems)
    {
        if (!Guid.TryParseExact(options.Tenant, "D", out _))
        {
            problems.Add($"Kumiko:Development:Tenant must be a UUID; it is '{options.Tenant}'.");
        }

        if (!SafeText.IsSafe(options.User) || ReservedNames.IsUser(options.User))
        {
            problems.Add(
                "Kumiko:Development:User must be an id of letters, digits and . _ : -, and none of the framework's own; "
                + $"it is '{options.User}'.");
        }

        foreach (var role in options.Roles.Where(role => !SafeText.IsSafe(role) || ReservedNames.IsRole(role)))
        {
            problems.Add($"Kumiko:Development:Roles cannot have '{role}': it is reserved, or no name of a role.");
        }
    }
}
