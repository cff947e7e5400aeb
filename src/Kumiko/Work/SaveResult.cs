using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>An answer that knows how to write itself.</summary>
internal interface IJsonAnswer
{
    void WriteTo(Utf8JsonWriter writer);
}

/// <summary>What create, update and restore answer with.</summary>
internal sealed class SaveResult(
    EntityDefinition entity, EntityState state, object?[] changes, object?[]? previous, NewEvent? appended, DateTimeOffset asOf) : IJsonAnswer
{
    public EntityState State => state;

    public bool IsNew { get; init; }

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", "save");
        writer.WriteString("id", state.Id);
        writer.WritePropertyName("data");
        entity.WriteRecord(writer, state, asOf);
        writer.WritePropertyName("changes");
        entity.Schema.Write(writer, changes, JsonForm.Wire);
        writer.WriteStartObject("previous");
        if (previous is not null)
        {
            entity.Schema.WriteMembers(writer, previous, JsonForm.Wire);
        }

        writer.WriteEndObject();
        writer.WriteBoolean("isNew", IsNew);
        writer.WriteString("entityName", entity.Name);
        if (appended is not null)
        {
            EventJson.Write(writer, "event", appended);
        }

        writer.WriteEndObject();
    }
}

/// <summary>What delete answers with.</summary>
internal sealed class DeleteResult(EntityDefinition entity, EntityState state, NewEvent appended, DateTimeOffset asOf) : IJsonAnswer
{
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", "delete");
        writer.WriteString("id", state.Id);
        writer.WritePropertyName("data");
        entity.WriteRecord(writer, state, asOf);
        writer.WriteString("entityName", entity.Name);
        EventJson.Write(writer, "event", appended);
        writer.WriteEndObject();
    }
}
