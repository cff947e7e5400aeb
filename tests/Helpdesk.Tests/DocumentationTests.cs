using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Helpdesk.Tests;

/// <summary>Examples in the documentation are parts of files that compile: a comment before each one names its file.</summary>
public sealed partial class DocumentationTests
{
    public static TheoryData<string> Pages => [.. Directory
        .EnumerateFiles(Path.Combine(Root(), "docs"), "*.md", SearchOption.AllDirectories)
        .Append(Path.Combine(Root(), "README.md"))
        .Select(path => Path.GetRelativePath(Root(), path))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_marked_example_stands_in_the_file_that_it_names(string page)
    {
        foreach (Match example in Example().Matches(File.ReadAllText(Path.Combine(Root(), page))))
        {
            var source = Path.Combine(Root(), example.Groups["file"].Value);
            File.Exists(source).ShouldBeTrue($"{page} quotes '{example.Groups["file"].Value}', which does not exist.");
            Unindented(File.ReadAllLines(source)).ShouldContain(
                Unindented(example.Groups["code"].Value.TrimEnd('\n').Split('\n')), Case.Sensitive, $"{page} quotes '{example.Groups["file"].Value}' wrongly.");
        }
    }

    [Fact]
    public void The_documentation_has_examples() =>
        Pages.Sum(page => Example().Count(File.ReadAllText(Path.Combine(Root(), page)))).ShouldBeGreaterThan(5);

    private static string Unindented(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => line.Trim()));

    private static string Root([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));

    [GeneratedRegex("""<!-- from: (?<file>\S+) -->\s*```csharp\n(?<code>.*?)```""", RegexOptions.Singleline)]
    private static partial Regex Example();
}
