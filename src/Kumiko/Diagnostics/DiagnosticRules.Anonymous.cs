namespace Kumiko;

public static partial class DiagnosticRules
{
    /// <summary>A rule of roles names at least one.</summary>
    public static readonly DiagnosticRule NoRoles = new("KUM3050", "A rule of roles names none",
        "It would let nobody in, and what nobody can call, read or write is mostly a list that was left empty by mistake.",
        "Name the roles: Access.Roles(\"Agent\"); or leave the handler out.");
}
