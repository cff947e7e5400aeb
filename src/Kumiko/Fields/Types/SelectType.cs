using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>One of a list of options. An empty text means "none", as forms send it.</summary>
internal sealed class SelectType(OptionSet options) : FieldType
{
    public override string Kind => "select";

    public override FilterOperators Operators => FilterOperators.Equality | FilterOperators.Membership;

    public override bool IsSortable => true;

    public override IReadOnlyList<string> Options => options.Names;

    internal override object? Read(JsonElement json, string path, IssueList issues)
    {
        if (!JsonNames.TryReadText(json, path, issues, out var text))
        {
            return null;
        }

        Check(text, path, issues);
        return text;
    }

    internal override object ReadStored(JsonElement json) => json.GetString()!;

    internal override void Check(object value, string path, IssueList issues)
    {
        if (!options.Contains((string)value))
        {
            issues.Add(path, IssueCodes.InvalidValue, ("values", options.Names));
        }
    }

    internal override void Write(Utf8JsonWriter writer, object value, JsonForm form) => writer.WriteStringValue((string)value);

    internal override IReadOnlyList<Column> ColumnsOf(string name, bool nullable) => [new(name, ColumnType.Text, nullable)];

    internal override object FromClr(object value) => options.NameOf(value);

    internal override object ToClr(object value) => options.MemberOf((string)value);
}
