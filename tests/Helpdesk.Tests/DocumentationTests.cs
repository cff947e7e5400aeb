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

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_to_a_file_and_a_heading_of_the_repository(string page)
    {
        var source = Path.Combine(Root(), page);
        foreach (Match link in Link().Matches(File.ReadAllText(source)))
        {
            var (file, heading) = (link.Groups["file"].Value, link.Groups["heading"].Value);
            var target = file.Length == 0 ? source : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, file));
            (File.Exists(target) || Directory.Exists(target)).ShouldBeTrue($"{page} links to '{file}', which does not exist.");
            if (heading.Length > 0)
            {
                File.ReadAllLines(target).Where(line => line.StartsWith('#')).Select(Anchor)
                    .ShouldContain(heading, $"{page} links to '{file}#{heading}', but there is no such heading.");
            }
        }
    }

    [Fact]
    public void Every_recipe_is_listed_in_the_readme()
    {
        var readme = File.ReadAllText(Path.Combine(Root(), "README.md"));
        foreach (var recipe in Directory.EnumerateFiles(Path.Combine(Root(), "samples", "recipes"), "*.cs"))
        {
            readme.ShouldContain($"(samples/recipes/{Path.GetFileName(recipe)})");
        }
    }

    [Fact]
    public void The_documentation_has_examples() =>
        Pages.Sum(page => Example().Count(File.ReadAllText(Path.Combine(Root(), page)))).ShouldBeGreaterThan(5);

    private static string Unindented(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => line.Trim()));

    /// <summary>The name that web hosts give a heading: small letters, digits and hyphens.</summary>
    private static string Anchor(string heading) =>
        string.Concat(heading.TrimStart('#').Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    private static string Root([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));

    [GeneratedRegex("""<!-- from: (?<file>\S+) -->\s*```csharp\n(?<code>.*?)```""", RegexOptions.Singleline)]
    private static partial Regex Example();

    /// <summary>Links inside the repository: those with a scheme are left out.</summary>
    [GeneratedRegex("""\]\((?![a-z]+:)(?<file>[^)#\s]*)(#(?<heading>[^)\s]+))?\)""")]
    private static partial Regex Link();
}
