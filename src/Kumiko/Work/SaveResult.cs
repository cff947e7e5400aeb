using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>An answer that knows how to write itself.</summary>
internal interface IJsonAnswer
{
    void WriteTo(Utf8JsonWriter writer);
}

/// <summary>What create, update and restore answer with, as the caller sees it.</summary>
internal sealed class SaveResult(
    EntityDefinition entity, EntityState state, object?[] changes, object?[]? previous, NewEvent? appended, DateTimeOffset asOf, RecordView? view) : IJsonAnswer
{
    public EntityState State => state;

    public bool IsNew { get; init; }

    /// <summary>The records that were created with it; they stand in the record under the names of their relations.</summary>
    public IReadOnlyList<NestedResults> Nested { get; set; } = [];

    public void WriteTo(Utf8JsonWriter writer)
    {
        // Who wrote a record out of their own sight learns that it was written, and nothing else.
        var isSeen = view is null || view.CanRead(state);
        var mask = isSeen ? view?.MaskFor(state) : null;
        writer.WriteStartObject();
        writer.WriteString("kind", "save");
        writer.WriteString("id", state.Id);
        writer.WritePropertyName("data");
        WriteRecord(writer);
        WriteFields(writer, "changes", isSeen ? changes : null, mask, JsonForm.Wire);
        WriteFields(writer, "previous", isSeen ? previous : null, mask, JsonForm.Wire);
        writer.WriteBoolean("isNew", IsNew);
        writer.WriteString("entityName", entity.Name);
        if (appended is not null && isSeen)
        {
            EventJson.Write(writer, "event", mask is null && entity.Schema.Sealing is null ? appended : appended with { Payload = PayloadFor(mask) });
        }

        writer.WriteEndObject();
    }

    /// <summary>The payload of the event, as far as it may be seen: it says what <c>changes</c> and <c>previous</c> say.</summary>
    private ReadOnlyMemory<byte> PayloadFor(FieldMask? mask) => JsonText.BytesOf((Result: this, Mask: mask), static (writer, s) => s.Result.WritePayload(writer, s.Mask));

    private void WritePayload(Utf8JsonWriter writer, FieldMask? mask)
    {
        if (IsNew)
        {
            entity.Schema.Write(writer, mask is null ? changes : mask.Apply(entity.Schema, changes), JsonForm.Event);
            return;
        }

        writer.WriteStartObject();
        if (!appended!.Type.EndsWith(EntityProjection.Restored, StringComparison.Ordinal))
        {
            WriteFields(writer, "changes", changes, mask, JsonForm.Event);
            WriteFields(writer, "previous", previous, mask, JsonForm.Event);
        }

        writer.WriteEndObject();
    }

    private void WriteFields(Utf8JsonWriter writer, string name, object?[]? values, FieldMask? mask, JsonForm form)
    {
        writer.WriteStartObject(name);
        if (values is not null)
        {
            entity.Schema.WriteMembers(writer, mask is null ? values : mask.Apply(entity.Schema, values), form);
        }

        writer.WriteEndObject();
    }

    private void WriteRecord(Utf8JsonWriter writer) => entity.WriteRecord(writer, state, asOf, view, Nested.Count == 0 ? null : WriteNested);

    private void WriteNested(Utf8JsonWriter writer)
    {
        foreach (var (name, items) in Nested)
        {
            writer.WriteStartArray(name);
            foreach (var item in items)
            {
                item.WriteRecord(writer);
            }

            writer.WriteEndArray();
        }
    }
}

/// <summary>What delete answers with, as the caller sees it.</summary>
internal sealed class DeleteResult(EntityDefinition entity, EntityState state, NewEvent appended, DateTimeOffset asOf, RecordView? view) : IJsonAnswer
{
    public void WriteTo(Utf8JsonWriter writer)
    {
        var isSeen = view is null || view.CanRead(state);
        writer.WriteStartObject();
        writer.WriteString("kind", "delete");
        writer.WriteString("id", state.Id);
        writer.WritePropertyName("data");
        entity.WriteRecord(writer, state, asOf, view);
        writer.WriteString("entityName", entity.Name);
        if (isSeen)
        {
            EventJson.Write(writer, "event", PayloadFor(view?.MaskFor(state)) is { } payload ? appended with { Payload = payload } : appended);
        }

        writer.WriteEndObject();
    }

    /// <returns>Null where the payload can be seen as it is.</returns>
    private ReadOnlyMemory<byte>? PayloadFor(FieldMask? mask) => mask is null && entity.Schema.Sealing is null ? (ReadOnlyMemory<byte>?)null : JsonText.BytesOf((entity, state, mask), static (writer, s) =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("previous");
        s.entity.Schema.Write(writer, s.mask is null ? s.state.Values : s.mask.Apply(s.entity.Schema, s.state.Values), JsonForm.Event);
        writer.WriteEndObject();
    });
}
