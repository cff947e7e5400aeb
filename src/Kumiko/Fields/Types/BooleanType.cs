using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

internal sealed class BooleanType : FieldType
{
    public override string Kind => "boolean";

    public override FilterOperators Operators => FilterOperators.Equality;

    public override bool IsSortable => true;

    internal override object? Read(JsonElement json, string path, IssueList issues) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => WrongType(json, path, "boolean", issues),
    };

    internal override void Write(Utf8JsonWriter writer, object value, JsonForm form) => writer.WriteBooleanValue((bool)value);

    internal override IReadOnlyList<Column> ColumnsOf(string name, bool nullable) => [new(name, ColumnType.Boolean, nullable)];
}
