namespace Kumiko;

/// <summary>Checks the limits of handlers, and prepares them for being counted.</summary>
internal static class RateLimitAssembler
{
    public static IReadOnlyList<RateLimitRule> RulesOf(HandlerDefinition handler, SourceLocation? source, DiagnosticList diagnostics)
    {
        foreach (var limit in handler.Options.RateLimits)
        {
            if (limit.Problem is { } problem)
            {
                diagnostics.Report(DiagnosticRules.RateLimitBounds, handler.Feature.Name, handler.Name, problem, source: source);
            }

            if (limit.IsPerUser && handler.Access.AllowsAnonymous)
            {
                diagnostics.Report(DiagnosticRules.RateLimitOfAnonymous, handler.Feature.Name, handler.Name,
                    $"Anonymous visitors may call it, and the limit is per {limit.PerName}.", source: source);
            }
        }

        return [.. handler.Options.RateLimits.Where(l => l.Problem is null).Select(l => new RateLimitRule(l, handler.Name))];
    }
}
