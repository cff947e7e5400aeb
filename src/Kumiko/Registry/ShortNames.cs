namespace Kumiko;

/// <summary>Short names become qualified ones: each part must be legal, and the scope must not be there yet.</summary>
internal static class ShortNames
{
    public static bool Check(DiagnosticList diagnostics, string feature, string name, SourceLocation? source)
    {
        if (!Names.IsLegal(name))
        {
            diagnostics.Report(DiagnosticRules.IllegalName, feature, name, $"'{name}' cannot be qualified.", Names.Mend(name), source);
            return false;
        }

        if (Names.IsQualifiedTwice(feature, name))
        {
            diagnostics.Report(DiagnosticRules.QualifiedTwice, feature, name, $"'{name}' carries the feature and the kind already.",
                $"Name it '{string.Join(':', name.Split(':').Skip(2))}'.", source);
            return false;
        }

        return true;
    }
}
