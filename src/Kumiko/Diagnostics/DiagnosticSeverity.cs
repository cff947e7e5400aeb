namespace Kumiko;

/// <summary>What follows when a rule is broken.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The application does not start.</summary>
    Error,

    /// <summary>The application starts, and says so in its log.</summary>
    Warning,
}
