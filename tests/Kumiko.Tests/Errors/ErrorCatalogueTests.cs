using System.Text;
using System.Text.RegularExpressions;
using Kumiko.Tests.Approval;

namespace Kumiko.Tests.Errors;

/// <summary>The failures as a whole: each is described, has a key, and keeps its form.</summary>
public partial class ErrorCatalogueTests
{
    private static readonly Registry Registry = RegistryBuilder.Build([new LibraryFeature()]);

    public static TheoryData<string> Types => [.. Failures.Names];

    [Fact]
    public void Every_type_of_failure_is_described_once() =>
        ErrorCatalogue.All.Select(e => e.Type).ShouldBe(Failures.Types, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Types))]
    public void What_is_described_is_what_is_thrown(string type)
    {
        var (error, described) = (Failures.Of(type, Registry), ErrorCatalogue.All.Single(e => e.Type.Name == type));

        (error.Code, error.Status).ShouldBe((described.Code, described.Status));
        (error is UnprocessableException ? described.I18nKey : error.I18nKey).ShouldBe(described.I18nKey);
        var members = error.Details?.Keys.ToList() ?? [];
        var isOpen = error is UnprocessableException or ConflictException;
        members.ShouldAllBe(m => isOpen || described.Details.Contains(m) || described.Details.Contains(m + "?"));
        described.Details.Where(d => !d.EndsWith('?')).ShouldBeSubsetOf(members);
        described.When.ShouldEndWith(".");
        described.Reasons.ShouldAllBe(r => r.When.EndsWith('.'));
        (error.Status is >= 400 and < 600).ShouldBeTrue();
        Key().IsMatch(error.I18nKey).ShouldBeTrue(error.I18nKey);
    }

    [Fact]
    public void Every_reason_in_the_sources_is_described_and_every_described_one_is_there()
    {
        var sources = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Approved.Root(), "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("Catalogue") && !file.Contains("/obj/")).Select(File.ReadAllText));
        var described = ErrorCatalogue.All.SelectMany(e => e.Reasons).Select(r => r.Name).ToList();
        var thrown = Reason().Matches(sources).Select(m => m.Groups["reason"].Value).Distinct().ToList();

        thrown.Where(reason => !described.Contains(reason)).ShouldBeEmpty("Describe these reasons in ErrorCatalogue.Reasons.cs.");
        described.Where(reason => !sources.Contains($"\"{reason}\"")).ShouldBeEmpty("Nothing has these reasons any more.");
        described.ShouldBeUnique();
    }

    [Fact]
    public void A_reason_of_the_framework_has_a_key_of_its_own_and_one_of_a_feature_has_the_key_that_it_gives()
    {
        var ours = new UnprocessableException("not_deleted", "It is not.", new Dictionary<string, object?> { ["entity"] = "book", ["list"] = new[] { 1 } });
        var theirs = new ConflictException("sold_out", "It is sold out.");

        (ours.I18nKey, theirs.I18nKey).ShouldBe(("errors.notDeleted", "errors.conflict"));
        ours.I18nParams.ShouldBe(new Dictionary<string, object?> { ["entity"] = "book" });
        new ConflictException("sold_out", "It is sold out.") { I18nKey = "shop.errors.soldOut" }.I18nKey.ShouldBe("shop.errors.soldOut");
    }

    [Fact]
    public void The_reference_lists_all_failures() => Approved.Matches("docs/reference/errors.md", Reference());

    private static string Reference()
    {
        var text = new StringBuilder();
        text.AppendLine("# Errors").AppendLine();
        text.AppendLine("Every failure that a command, a query or a stream can end with. On the wire each has `code`, `httpStatus`, `i18nKey`, a `message` for developers,");
        text.AppendLine("and mostly `details`; `i18nParams` are the values that the text for end users inserts. Where the details have a `reason`, it is the finer name of the");
        text.AppendLine("failure. All ways out show the same. What HTTP alone can refuse is [a list of its own](http-errors.md).").AppendLine();
        text.AppendLine("| code | status | key | again? | C# |").AppendLine("| --- | --- | --- | --- | --- |");
        foreach (var error in ErrorCatalogue.All)
        {
            text.AppendLine($"| `{error.Code}` | {error.Status} | `{error.I18nKey}` | {error.Retry} | `{error.Type.Name}` |");
        }

        foreach (var error in ErrorCatalogue.All)
        {
            text.AppendLine().AppendLine($"## {error.Type.Name}").AppendLine();
            text.AppendLine($"`{error.Code}`, {error.Status}. {error.When} Does it help to try again? {char.ToUpperInvariant(error.Retry[0])}{error.Retry[1..]}.");
            if (error.Details.Count > 0)
            {
                text.AppendLine().AppendLine($"Details: {string.Join(", ", error.Details.Select(d => d.EndsWith('?') ? $"`{d[..^1]}` (not always)" : $"`{d}`"))}.");
            }

            if (error.Type == typeof(ValidationFailedException))
            {
                WriteIssues(text);
            }

            if (error.Reasons.Count > 0)
            {
                text.AppendLine().AppendLine("| reason | key | when | again? |").AppendLine("| --- | --- | --- | --- |");
                foreach (var reason in error.Reasons)
                {
                    text.AppendLine($"| `{reason.Name}` | `{reason.I18nKey}` | {reason.When} | {reason.Retry ?? error.Retry} |");
                }
            }
        }

        return text.ToString();
    }

    private static void WriteIssues(StringBuilder text)
    {
        text.AppendLine().AppendLine("Each of the `fields` has a `path`, a `code` with its key `errors.validation.<code>`, and `params`:").AppendLine();
        var codes = typeof(IssueCodes).GetFields().Select(f => (string)f.GetValue(null)!).Order(StringComparer.Ordinal);
        text.AppendLine(string.Join(", ", codes.Select(c => $"`{c}`")) + ".");
    }

    [GeneratedRegex(@"^[a-z]+\.[a-zA-Z_.]+\z")]
    private static partial Regex Key();

    [GeneratedRegex(@"(?:new (?:Unprocessable|Conflict)Exception\(|(?:Unprocessable|Conflict)Exception \w+\([^)]*\)\s*=>\s*new\(|WithReason\()\s*""(?<reason>[a-z_]+)""")]
    private static partial Regex Reason();
}
