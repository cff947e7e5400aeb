namespace Kumiko;

/// <summary>The names of derived tables fit every database.</summary>
internal static class TableNames
{
    public const string Derived = "read_";

    private const int Longest = 50;

    public static void Check(SchemaFactory schemas, string table, bool isChosen, string prefix = Derived)
    {
        var legal = table.Length <= Longest && table.StartsWith(prefix, StringComparison.Ordinal)
            && table.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
        if (!legal)
        {
            schemas.Report(DiagnosticRules.PhysicalName, null, $"'{table}' cannot be the name of the table.",
                isChosen ? null : prefix != Derived ? "Choose a shorter name: the table's is at most 50 characters." : "Choose a shorter name with Table(\"read_…\"), of lower-case letters, digits and underscores, at most 50 characters.");
        }
    }
}
