namespace Kumiko;

public static partial class DiagnosticRules
{
    /// <summary>A feature has one switch.</summary>
    public static readonly DiagnosticRule ToggleableTwice = new("KUM5020", "A feature is declared toggleable twice",
        "It would not be known how it stands while nobody switches it.", "Call Toggleable once.");

    /// <summary>What is needed is mostly on.</summary>
    public static readonly DiagnosticRule RequiresSwitchedOff = new("KUM5021", "A feature requires one that is off by default",
        "It does not work for any tenant until the other one is switched on, although nothing about it says so.",
        "Let the other feature be on by default; or declare this one Toggleable(Toggle.Off), too, and require the other one optionally.")
    {
        Severity = DiagnosticSeverity.Warning,
    };
}
