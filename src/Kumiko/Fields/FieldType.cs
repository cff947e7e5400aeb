using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// What a field can hold: how a value is read from JSON, written to it, kept in columns, and compared. A value inside the framework is
/// the plain one (<see cref="string"/>, <see cref="decimal"/>, <see cref="Money"/>, …); a C# property may hold another form of it.
/// </summary>
public abstract class FieldType
{
    private protected FieldType()
    {
    }

    /// <summary>The type's name in the contract: <c>text</c>, <c>number</c>, <c>money</c>, ….</summary>
    public abstract string Kind { get; }

    /// <summary>The comparisons that lists offer for filterable fields of this type.</summary>
    public virtual FilterOperators Operators => FilterOperators.None;

    /// <summary>Whether lists can be sorted by it.</summary>
    public virtual bool IsSortable => false;

    /// <summary>Whether an index can contain it.</summary>
    public virtual bool IsIndexable => IsSortable;

    /// <summary>The values to choose from; empty where there are none.</summary>
    public virtual IReadOnlyList<string> Options => [];

    /// <summary>The limits and formats as name and value, for documentation and forms.</summary>
    internal virtual IEnumerable<(string Name, object Value)> Constraints => [];

    /// <summary>
    /// Reads a value that came from outside. What is wrong goes to <paramref name="issues"/>, and the result is meaningless then.
    /// Never sees null.
    /// </summary>
    internal abstract object? Read(JsonElement json, string path, IssueList issues);

    /// <summary>Reads a value that the framework wrote itself: bounds that were tightened since do not matter.</summary>
    internal virtual object ReadStored(JsonElement json)
    {
        var issues = new IssueList();
        return Read(json, FieldIssue.Root, issues) is { } value && !issues.HasTypeIssue
            ? value
            : throw new InvalidOperationException($"A stored value is no {Kind}: {json.GetRawText()}");
    }

    /// <summary>Writes a value.</summary>
    internal abstract void Write(Utf8JsonWriter writer, object value, JsonForm form);

    /// <summary>The columns that hold a field of this type.</summary>
    internal abstract IReadOnlyList<Column> ColumnsOf(string name, bool nullable);

    /// <summary>Spreads a value over its columns.</summary>
    internal virtual void ToColumns(object? value, Span<object?> columns) => columns[0] = value;

    /// <summary>Puts a value together from its columns.</summary>
    internal virtual object? FromColumns(ReadOnlySpan<object?> columns) => columns[0];

    /// <summary>Turns what a C# property holds into the plain value.</summary>
    internal virtual object FromClr(object value) => value;

    /// <summary>Turns the plain value into what the C# property holds.</summary>
    internal virtual object ToClr(object value) => value;

    /// <summary>Brings a value that C# code set into the form that storage returns: a timestamp in UTC, to the microsecond.</summary>
    internal virtual object Normalize(object value) => value;

    /// <summary>
    /// Reads a value that a field shall be compared with. Bounds do not matter to a question, but what the field could never be does.
    /// </summary>
    internal virtual object? ReadComparand(JsonElement json, string path, IssueList issues)
    {
        var own = new IssueList();
        var value = Read(json, path, own);
        foreach (var issue in own.Issues.Where(i => value is null || i.Code is IssueCodes.InvalidValue or IssueCodes.InvalidType))
        {
            issues.Add(issue);
        }

        return value;
    }

    /// <summary>Brings a value that C# code compares a field with into the form that storage compares.</summary>
    internal virtual object ToComparand(object value) => Normalize(value);

    /// <summary>Checks a value that C# code set against the bounds.</summary>
    internal virtual void Check(object value, string path, IssueList issues)
    {
    }

    /// <summary>Whether two values are the same.</summary>
    internal virtual bool Same(object? left, object? right) => Equals(left, right);

    /// <summary>Reports a value of another JSON type.</summary>
    private protected static object? WrongType(JsonElement json, string path, string expected, IssueList issues)
    {
        issues.Add(path, IssueCodes.InvalidType, ("expected", expected), ("received", JsonNames.TypeOf(json)));
        return null;
    }
}
