using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>A list of simple values. The plain value is an array of the items' plain values.</summary>
internal class ListType(FieldType item, ClrList list, ItemBounds bounds) : FieldType
{
    public override string Kind => "list";

    internal FieldType Item => item;

    internal override IEnumerable<(string Name, object Value)> Constraints => bounds.Describe();

    public override IReadOnlyList<string> Options => item.Options;

    internal override object? Read(JsonElement json, string path, IssueList issues)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            return WrongType(json, path, "array", issues);
        }

        var values = new object?[json.GetArrayLength()];
        var index = 0;
        foreach (var element in json.EnumerateArray())
        {
            var itemPath = $"{path}.{index}";
            values[index++] = element.ValueKind == JsonValueKind.Null
                ? WrongType(element, itemPath, item.Kind, issues)
                : item.Read(element, itemPath, issues);
        }

        values = Distinct(values);
        bounds.Check(values.Length, path, issues);
        return values;
    }

    internal override object ReadStored(JsonElement json) => json.EnumerateArray().Select(object? (e) => item.ReadStored(e)).ToArray();

    internal override void Check(object value, string path, IssueList issues)
    {
        var items = (object?[])value;
        bounds.Check(items.Length, path, issues);
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i] is { } present)
            {
                item.Check(present, $"{path}.{i}", issues);
            }
            else
            {
                issues.Add($"{path}.{i}", IssueCodes.InvalidType, ("expected", item.Kind), ("received", "null"));
            }
        }
    }

    internal override object Normalize(object value) =>
        Distinct(Array.ConvertAll((object?[])value, v => v is null ? null : item.Normalize(v)));

    internal override void Write(Utf8JsonWriter writer, object value, JsonForm form)
    {
        writer.WriteStartArray();
        foreach (var itemValue in (object?[])value)
        {
            item.Write(writer, itemValue!, form);
        }

        writer.WriteEndArray();
    }

    internal override IReadOnlyList<Column> ColumnsOf(string name, bool nullable) => [new(name, ColumnType.Json, nullable)];

    internal override void ToColumns(object? value, Span<object?> columns) =>
        columns[0] = value is null ? null : JsonText.Of(w => Write(w, value, JsonForm.Stored));

    internal override object? FromColumns(ReadOnlySpan<object?> columns) => columns[0] is string json ? JsonText.Read(json, ReadStored) : null;

    internal override object FromClr(object value) => ClrList.Items(value).Select(v => v is null ? null : item.FromClr(v)).ToArray();

    internal override object ToClr(object value) => list.Create((object?[])value, item);

    internal override bool Same(object? left, object? right) => left is object?[] one && right is object?[] other
        ? one.Length == other.Length && one.Zip(other).All(pair => item.Same(pair.First, pair.Second))
        : left is null && right is null;

    /// <summary>Drops what the list holds already, where it holds each value at most once.</summary>
    private protected virtual object?[] Distinct(object?[] values) => values;
}

/// <summary>Several of a list of options, each at most once.</summary>
internal sealed class MultiSelectType(SelectType item, ClrList list, ItemBounds bounds) : ListType(item, list, bounds)
{
    public override string Kind => "multiSelect";

    public override FilterOperators Operators => FilterOperators.Equality | FilterOperators.Membership;

    private protected override object?[] Distinct(object?[] values) => [.. values.Distinct()];
}

/// <summary>References to several records of an entity, each at most once.</summary>
internal sealed class ReferencesType(ReferenceType item, ClrList list, ItemBounds bounds) : ListType(item, list, bounds)
{
    public override string Kind => "reference";

    public override FilterOperators Operators => FilterOperators.Equality | FilterOperators.Membership;

    internal ReferenceType Reference => item;

    internal override IEnumerable<(string Name, object Value)> Constraints => base.Constraints.Append(("multiple", true));

    private protected override object?[] Distinct(object?[] values) => [.. values.Distinct()];
}

/// <summary>A list of objects inside a record.</summary>
internal sealed class EmbeddedListType(EmbeddedType item, ClrList list, ItemBounds bounds) : ListType(item, list, bounds)
{
    public override string Kind => "embedded";

    internal RecordSchema ItemSchema => item.Schema;

    internal override IEnumerable<(string Name, object Value)> Constraints => base.Constraints.Append(("multiple", true));
}
