namespace Kumiko;

/// <summary>Collects what is wrong with the declarations.</summary>
internal sealed class DiagnosticList
{
    private readonly List<Diagnostic> _diagnostics = [];

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>What does not keep the application from starting.</summary>
    public IReadOnlyList<Diagnostic> Warnings => [.. _diagnostics.Where(d => d.Rule.Severity == DiagnosticSeverity.Warning)];

    public void Report(DiagnosticRule rule, string feature, string? member, string message, string? mend = null, SourceLocation? source = null) =>
        _diagnostics.Add(new Diagnostic(rule, feature, member, message) { Mend = mend ?? rule.Mend, Source = source });

    public void ThrowIfAny()
    {
        var errors = _diagnostics.Where(d => d.Rule.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0)
        {
            throw new InvalidDeclarationException(errors);
        }
    }
}
