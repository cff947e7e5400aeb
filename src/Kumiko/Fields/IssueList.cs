namespace Kumiko;

/// <summary>Collects what is wrong with an input.</summary>
internal sealed class IssueList
{
    private List<FieldIssue>? _issues;

    public bool Any => _issues is not null;

    /// <summary>Whether a value could not be read at all, as opposed to being out of bounds.</summary>
    public bool HasTypeIssue => _issues?.Exists(i => i.Code is IssueCodes.InvalidType) ?? false;

    public IReadOnlyList<FieldIssue> Issues => _issues ?? (IReadOnlyList<FieldIssue>)[];

    public void Add(string path, string code, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        Dictionary<string, object?>? values = null;
        if (parameters.Length > 0)
        {
            values = new Dictionary<string, object?>(parameters.Length);
            foreach (var (name, value) in parameters)
            {
                values[name] = value;
            }
        }

        (_issues ??= []).Add(new FieldIssue(path, code, values));
    }

    public void Add(FieldIssue issue) => (_issues ??= []).Add(issue);

    public void ThrowIfAny()
    {
        if (_issues is not null)
        {
            throw new ValidationFailedException(_issues);
        }
    }
}
