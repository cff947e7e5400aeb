using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>An object inside a record. The plain value is the array of its fields' plain values.</summary>
internal sealed class EmbeddedType(RecordSchema schema) : FieldType
{
    public override string Kind => "embedded";

    public RecordSchema Schema => schema;

    internal override object? Read(JsonElement json, string path, IssueList issues) => schema.Bind(json, path, BindMode.Whole, issues);

    internal override object ReadStored(JsonElement json) => schema.ReadStored(json);

    internal override void Check(object value, string path, IssueList issues) => schema.Check((object?[])value, path + ".", issues);

    internal override void Write(Utf8JsonWriter writer, object value, JsonForm form) => schema.Write(writer, (object?[])value, form);

    internal override IReadOnlyList<Column> ColumnsOf(string name, bool nullable) => [new(name, ColumnType.Json, nullable)];

    internal override void ToColumns(object? value, Span<object?> columns) =>
        columns[0] = value is null ? null : JsonText.Of(w => Write(w, value, JsonForm.Stored));

    internal override object? FromColumns(ReadOnlySpan<object?> columns) => columns[0] is string json ? JsonText.Read(json, ReadStored) : null;

    internal override object FromClr(object value) => schema.Capture(value);

    internal override object ToClr(object value) => schema.Materialize((object?[])value);

    internal override bool Same(object? left, object? right) => left is object?[] one && right is object?[] other
        ? schema.Fields.All(f => f.Type.Same(one[f.Ordinal], other[f.Ordinal]))
        : left is null && right is null;
}
