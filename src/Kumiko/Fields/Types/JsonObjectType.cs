using System.Text.Json;
using System.Text.Json.Nodes;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>A free JSON object. The plain value is its canonical text.</summary>
internal sealed class JsonObjectType : FieldType
{
    public override string Kind => "jsonb";

    internal override object? Read(JsonElement json, string path, IssueList issues) => json.ValueKind != JsonValueKind.Object
        ? WrongType(json, path, "object", issues)
        : CanonicalJson.TryWrite(json, path, issues, out var text) ? text : null;

    internal override object ReadStored(JsonElement json) => CanonicalJson.Write(json);

    internal override void Write(Utf8JsonWriter writer, object value, JsonForm form) => writer.WriteRawValue((string)value, skipInputValidation: true);

    internal override IReadOnlyList<Column> ColumnsOf(string name, bool nullable) => [new(name, ColumnType.Json, nullable)];

    internal override object? FromColumns(ReadOnlySpan<object?> columns) => columns[0] is string json ? JsonText.Read(json, CanonicalJson.Write) : null;

    internal override object FromClr(object value) => JsonText.Read(((JsonObject)value).ToJsonString(), CanonicalJson.Write);

    internal override object ToClr(object value) => (JsonObject)JsonNode.Parse((string)value)!;
}
