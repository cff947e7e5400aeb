using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

public sealed partial class EntityDefinition
{
    /// <summary>Writes a record as somebody sees it; null where there is none for them.</summary>
    internal void WriteRecord(Utf8JsonWriter writer, EntityState state, DateTimeOffset asOf, RecordView? view, Action<Utf8JsonWriter>? writeMore = null)
    {
        if (view is null or { SeesAllRecords: true } || view.CanRead(state))
        {
            WriteRecord(writer, state, asOf, view?.MaskFor(state), writeMore);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Writes a record as clients see it: the framework's members, the fields, the derived fields, the totals.</summary>
    /// <param name="writer">Takes the record.</param>
    /// <param name="state">The record.</param>
    /// <param name="asOf">The time that derived fields depend on.</param>
    /// <param name="mask">What is hidden of it; null for nothing.</param>
    /// <param name="writeMore">Writes what else belongs to the record.</param>
    internal void WriteRecord(
        Utf8JsonWriter writer, EntityState state, DateTimeOffset asOf, FieldMask? mask = null, Action<Utf8JsonWriter>? writeMore = null)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, state.Id);
        writer.WriteString("tenantId"u8, state.Tenant.Value);
        writer.WriteNumber("version"u8, state.Version.Value);
        Schema.WriteMembers(writer, mask is null ? state.Values : mask.Apply(Schema, state.Values), JsonForm.Wire);
        WriteInstant(writer, "insertedAt"u8, state.InsertedAt);
        writer.WriteString("insertedById"u8, state.InsertedBy.Value);
        WriteInstant(writer, "modifiedAt"u8, state.ModifiedAt);
        writer.WriteString("modifiedById"u8, state.ModifiedBy?.Value);
        if (IsSoftDelete)
        {
            writer.WriteBoolean("isDeleted"u8, state.IsDeleted);
            WriteInstant(writer, "deletedAt"u8, state.DeletedAt);
            writer.WriteString("deletedById"u8, state.DeletedBy?.Value);
        }

        if (Derived.Count > 0)
        {
            WriteDerived(writer, Materialize(state), asOf, mask?.Derived);
        }

        WriteTotals(writer, state, mask);
        writeMore?.Invoke(writer);
        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="WriteRecord(Utf8JsonWriter, EntityState, DateTimeOffset, FieldMask?, Action{Utf8JsonWriter})"/> wrote.</summary>
    internal EntityState ReadRecord(JsonElement json) => new()
    {
        Id = json.GetProperty("id").GetGuid(),
        Tenant = new TenantId(json.GetProperty("tenantId").GetGuid()),
        Version = new StreamVersion(json.GetProperty("version").GetInt64()),
        InsertedAt = json.GetProperty("insertedAt").GetDateTimeOffset(),
        InsertedBy = new UserId(json.GetProperty("insertedById").GetString()!),
        ModifiedAt = ReadInstant(json, "modifiedAt"),
        ModifiedBy = json.GetProperty("modifiedById").GetString() is { } modifier ? new UserId(modifier) : null,
        IsDeleted = json.TryGetProperty("isDeleted", out var isDeleted) && isDeleted.GetBoolean(),
        DeletedAt = ReadInstant(json, "deletedAt"),
        DeletedBy = json.TryGetProperty("deletedById", out var deleter) && deleter.GetString() is { } user ? new UserId(user) : null,
        Values = Schema.ReadStored(json),
    };

    /// <summary>The failure that a unique index of the entity's table stands for.</summary>
    internal UniqueViolationException UniqueViolation(UniqueIndexException violation) =>
        new(Name, violation.Index is { } index && UniqueIndexes.TryGetValue(index, out var fields) ? fields : ["id"], violation);

    private void WriteDerived(Utf8JsonWriter writer, Entity entity, DateTimeOffset asOf, bool[]? hidden)
    {
        for (var i = 0; i < Derived.Count; i++)
        {
            if (hidden is not null && hidden[i])
            {
                continue;
            }

            var derived = Derived[i];
            writer.WritePropertyName(derived.Name);
            if (derived.Derive(entity, asOf) is { } value)
            {
                derived.Type.Write(writer, value, JsonForm.Wire);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }

    private void WriteTotals(Utf8JsonWriter writer, EntityState state, FieldMask? mask)
    {
        if (Totals.Count == 0 || !Totals.Any(t => t.IsShown))
        {
            return;
        }

        writer.WriteStartObject(EmbeddedTotal.Member);
        foreach (var list in Totals.Where(t => t.IsShown && mask?.Hides(t.List, t.Column) != true).GroupBy(t => t.List))
        {
            writer.WriteStartObject(list.Key.Name);
            foreach (var total in list)
            {
                writer.WritePropertyName(total.Column.Name);
                if (total.Sum(state.Values) is { } sum)
                {
                    WriteSum(writer, total.Column.Type, sum);
                }
                else
                {
                    writer.WriteNullValue();
                }
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>A sum of whole numbers may be larger than the numbers' own type.</summary>
    private static void WriteSum(Utf8JsonWriter writer, FieldType type, object sum)
    {
        if (sum is decimal number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            type.Write(writer, sum, JsonForm.Wire);
        }
    }

    private static void WriteInstant(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset? instant)
    {
        writer.WritePropertyName(name);
        if (instant is { } value)
        {
            Instants.Write(writer, value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static DateTimeOffset? ReadInstant(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetDateTimeOffset() : null;
}
