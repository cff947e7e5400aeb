using System.Text.Json;

namespace Kumiko;

/// <summary>A handler that the author wrote.</summary>
internal class AuthoredHandler(
    string name, FeatureDefinition feature, HandlerKind kind, AccessRule access, RecordSchema input, Func<object, QueryContext, Task<object?>> handle)
    : HandlerDefinition(name, feature, kind, access)
{
    public override RecordSchema Input => input;

    public override IReadOnlyList<StepDefinition> Steps => Pipeline?.Definitions ?? [];

    /// <summary>The steps of a command; null where it is code.</summary>
    public StepPipeline? Pipeline { get; init; }

    internal override object? Read(JsonElement payload, IssueList issues)
    {
        var values = input.Bind(payload, FieldIssue.Root, BindMode.Whole, issues);
        return issues.Any ? null : input.Materialize(values);
    }

    internal override void Check(object value, IssueList issues) => input.Check(input.Capture(value), "", issues);

    internal override Task<object?> Handle(object? value, QueryContext context) => handle(value!, context);
}
