namespace Kumiko;

/// <summary>A guard is skipped where there is one, and for a reason.</summary>
internal sealed class TransitionSkipChecker(IReadOnlyList<FeatureBuilder> builders, DiagnosticList diagnostics)
{
    public void Check()
    {
        var isAnyGuarded = builders.Any(b => b.Entities.Exists(e => e.Transitions.Count > 0));
        foreach (var builder in builders)
        {
            foreach (var handler in builder.Handlers.Where(h => h.Options.TransitionGuardSkipped is not null))
            {
                if (ProblemOf(builder, handler, isAnyGuarded) is { } problem)
                {
                    diagnostics.Report(DiagnosticRules.TransitionSkip, builder.Feature.Name, handler.Name, problem, source: handler.Source);
                }
            }
        }
    }

    private static string? ProblemOf(FeatureBuilder builder, HandlerDeclaration handler, bool isAnyGuarded) => handler switch
    {
        { Kind: not HandlerKind.Write } => "A query changes no state.",
        _ when builder.Decisions.Exists(d => d.Name == handler.Name) => "A decision appends events to a stream, which has no transitions.",
        _ when string.IsNullOrWhiteSpace(handler.Options.TransitionGuardSkipped) => "The reason is blank.",
        _ => isAnyGuarded ? null : "No entity of the application has transitions.",
    };
}
