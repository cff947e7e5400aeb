namespace Kumiko;

/// <summary>Collects what is wrong with the declarations.</summary>
internal sealed class DiagnosticList
{
    private readonly List<Diagnostic> _diagnostics = [];

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    public void Report(DiagnosticRule rule, string feature, string? member, string message, string? mend = null, SourceLocation? source = null) =>
        _diagnostics.Add(new Diagnostic(rule, feature, member, message) { Mend = mend ?? rule.Mend, Source = source });

    public void ThrowIfAny()
    {
        if (_diagnostics.Count > 0)
        {
            throw new InvalidDeclarationException(_diagnostics);
        }
    }
}
