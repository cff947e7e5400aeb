namespace Kumiko;

/// <summary>The declared features cannot run. Carries every problem that was found, not just the first.</summary>
public sealed class InvalidDeclarationException : Exception
{
    /// <summary>Reports problems.</summary>
    public InvalidDeclarationException(IReadOnlyList<Diagnostic> diagnostics)
        : base(Describe(diagnostics))
    {
        Diagnostics = diagnostics;
    }

    /// <summary>All problems, in the order of the features.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    private static string Describe(IReadOnlyList<Diagnostic> diagnostics) =>
        $"The application cannot start: {diagnostics.Count} problem{(diagnostics.Count == 1 ? "" : "s")} in the declared features.\n\n"
        + string.Join("\n", diagnostics.Select(d => "  " + d));
}
