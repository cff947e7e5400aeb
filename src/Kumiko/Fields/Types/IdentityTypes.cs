using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>A UUID that points at nothing the framework knows.</summary>
internal class UuidType : FieldType
{
    public override string Kind => "uuid";

    public override FilterOperators Operators => FilterOperators.Equality | FilterOperators.Membership;

    public override bool IsIndexable => true;

    internal override object? Read(JsonElement json, string path, IssueList issues)
    {
        if (!JsonNames.TryReadText(json, path, issues, out var text))
        {
            return null;
        }

        if (!Guid.TryParseExact(text, "D", out var id))
        {
            issues.Add(path, IssueCodes.InvalidFormat, ("format", "uuid"));
            return null;
        }

        return id;
    }

    internal override object ReadStored(JsonElement json) => json.GetGuid();

    internal override void Write(Utf8JsonWriter writer, object value, JsonForm form) => writer.WriteStringValue((Guid)value);

    internal override IReadOnlyList<Column> ColumnsOf(string name, bool nullable) => [new(name, ColumnType.Uuid, nullable)];
}

/// <summary>A reference to one record of an entity, by its id.</summary>
internal sealed class ReferenceType(Type target) : UuidType
{
    public override string Kind => "reference";

    /// <summary>The C# class of the entity that is referred to.</summary>
    public Type Target => target;

    /// <summary>The property of the target that is shown beside the id; null for none.</summary>
    public string? Label { get; init; }
}
