namespace Kumiko;

/// <summary>Checks the limits of handlers, and prepares them for being counted.</summary>
internal static class RateLimitAssembler
{
    private static readonly User Anonymous = new() { Id = UserId.Anonymous, Tenant = TenantId.System, Roles = [User.AnonymousRole] };

    public static IReadOnlyList<RateLimitRule> RulesOf(HandlerDefinition handler, SourceLocation? source, DiagnosticList diagnostics)
    {
        foreach (var limit in handler.Options.RateLimits)
        {
            if (limit.Problem is { } problem)
            {
                diagnostics.Report(DiagnosticRules.RateLimitBounds, handler.Feature.Name, handler.Name, problem, source: source);
            }

            if (limit.IsPerUser && handler.Access.Allows(Anonymous))
            {
                diagnostics.Report(DiagnosticRules.RateLimitOfAnonymous, handler.Feature.Name, handler.Name,
                    $"Anonymous visitors may call it, and the limit is per {limit.PerName}.", source: source);
            }
        }

        return [.. handler.Options.RateLimits.Where(l => l.Problem is null).Select(l => new RateLimitRule(l, handler.Name))];
    }
}
