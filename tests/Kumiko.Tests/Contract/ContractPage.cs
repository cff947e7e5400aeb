using System.Text;

namespace Kumiko.Tests.Contract;

/// <summary>Writes docs/reference/contract.md.</summary>
internal static class ContractPage
{
    private const string Head = """
        # What a feature can declare

        Everything that the framework promises, one entry each: how it is declared, which rules are checked before an application starts
        ([diagnostics](diagnostics.md)), the tests that show it at run time, on SQLite and PostgreSQL alike, and the recipe to learn it from.
        What is not there yet is named as missing.
        """;

    public static string Text()
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n")).Append("\n\n");
        var rows = ContractRows.All.ToList();
        text.Append($"{rows.Count(r => r.Missing is null)} entries stand, {rows.Count(r => r.Missing is not null && !r.IsMissingWhole)} lack a part, ")
            .Append($"{rows.Count(r => r.IsMissingWhole)} are missing.\n");
        foreach (var (title, section) in ContractRows.Sections)
        {
            text.Append($"\n## {title}\n");
            foreach (var row in section)
            {
                Append(text, row);
            }
        }

        return text.ToString();
    }

    /// <summary>The rules that an id, or the first and the last of a range, stand for.</summary>
    public static IEnumerable<DiagnosticRule> RulesOf(string range)
    {
        var (first, last) = range.Split('-') is [var from, var to] ? (from, to) : (range, range);
        return DiagnosticRules.All.Where(r => string.CompareOrdinal(r.Id, first) >= 0 && string.CompareOrdinal(r.Id, last) <= 0)
            .OrderBy(r => r.Id, StringComparer.Ordinal);
    }

    private static void Append(StringBuilder text, ContractRow row)
    {
        text.Append($"\n### {row.Name}\n\n{row.Meaning}\n\n");
        Line(text, "Declared", row.Declared.Select(d => $"`{d}`"));
        Line(text, "Checked", row.Rules.SelectMany(RulesOf).Select(r => r.Id));
        Line(text, "Shown by", row.Tests.Select(t => $"`{t.Name}`"));
        Line(text, "Recipe", row.Recipes.Select(r => $"[{r}](../../samples/recipes/{r}.cs)"));
        if (row.Missing is { } missing)
        {
            text.Append($"- **Missing:** {missing}\n");
        }
    }

    private static void Line(StringBuilder text, string title, IEnumerable<string> items)
    {
        var all = string.Join(", ", items);
        if (all.Length > 0)
        {
            text.Append($"- {title}: {all}\n");
        }
    }
}
