using System.Linq.Expressions;

namespace Kumiko;

/// <summary>Takes what a validation hook finds wrong. All that all hooks find is reported at once, as 400 <c>validation_error</c>.</summary>
/// <typeparam name="TInput">Whose fields are named.</typeparam>
public sealed class InputIssues<TInput>
{
    private readonly IssueList _issues;

    internal InputIssues(IssueList issues) => _issues = issues;

    /// <summary>Reports a field.</summary>
    /// <param name="field">The field: <c>c => c.Seats</c>.</param>
    /// <param name="code">What is wrong: one of <see cref="IssueCodes"/>, or a word of the application's own.</param>
    /// <param name="parameters">The values that the text for end users inserts.</param>
    /// <exception cref="ArgumentException">The expression names no property.</exception>
    public void Add(Expression<Func<TInput, object?>> field, string code, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        _issues.Add(JsonNames.Camel(HookFields.MemberOf(field)), code, parameters);

    /// <summary>Reports a place inside of the input; <see cref="FieldIssue.Root"/> for the input as a whole.</summary>
    /// <param name="path">Names joined by dots, list items by number: <c>lines.0.amount</c>.</param>
    /// <param name="code">What is wrong: one of <see cref="IssueCodes"/>, or a word of the application's own.</param>
    /// <param name="parameters">The values that the text for end users inserts.</param>
    public void Add(string path, string code, params ReadOnlySpan<(string Name, object? Value)> parameters) => _issues.Add(path, code, parameters);
}
