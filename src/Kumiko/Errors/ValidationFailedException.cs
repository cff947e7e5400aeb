namespace Kumiko;

/// <summary>The input is wrong. Carries every issue that was found, not just the first.</summary>
public sealed class ValidationFailedException : KumikoException
{
    /// <summary>Reports issues.</summary>
    public ValidationFailedException(IReadOnlyList<FieldIssue> issues)
        : base("validation_error", 400, "errors.validation.failed", Describe(issues))
    {
        Issues = issues;
        Details = new Dictionary<string, object?> { ["fields"] = issues };
    }

    /// <summary>Reports one issue.</summary>
    public ValidationFailedException(FieldIssue issue)
        : this([issue])
    {
    }

    /// <summary>All issues.</summary>
    public IReadOnlyList<FieldIssue> Issues { get; }

    private static string Describe(IReadOnlyList<FieldIssue> issues) =>
        "The input is not valid: " + string.Join(", ", issues.Select(i => $"{i.Path} ({i.Code})"));
}
