namespace Kumiko;

/// <summary>One thing that is wrong with an input.</summary>
/// <param name="Path">Where: names joined by dots, list items by number; <c>(root)</c> for the input as a whole.</param>
/// <param name="Code">What is wrong, from the closed list in <see cref="IssueCodes"/>.</param>
/// <param name="Params">The values that the text inserts, such as <c>maximum</c>.</param>
public sealed record FieldIssue(string Path, string Code, IReadOnlyDictionary<string, object?>? Params = null)
{
    /// <summary>The path of the input as a whole.</summary>
    public const string Root = "(root)";

    /// <summary>The key of the text that end users read.</summary>
    public string I18nKey { get; init; } = "errors.validation." + Code;
}
