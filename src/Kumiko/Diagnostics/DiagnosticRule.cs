namespace Kumiko;

/// <summary>A rule that declarations are checked against at the start. Its id never changes its meaning.</summary>
/// <param name="Id">The stable id: <c>KUM</c> and four digits, the first of which is the area.</param>
/// <param name="Title">The rule in a few words.</param>
/// <param name="Why">What would go wrong without it.</param>
/// <param name="Mend">How to satisfy it.</param>
public sealed record DiagnosticRule(string Id, string Title, string Why, string Mend)
{
    /// <summary>Whether the application starts nevertheless.</summary>
    public DiagnosticSeverity Severity { get; init; } = DiagnosticSeverity.Error;
}
