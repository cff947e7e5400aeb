using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Writes events for clients. An event's id is its stream's and its version: <c>aggregate:version</c>.</summary>
internal static class EventJson
{
    public static void Write(Utf8JsonWriter writer, string name, NewEvent appended)
    {
        writer.WriteStartObject(name);
        writer.WriteString("id", IdOf(appended.Stream, appended.Version));
        writer.WriteString("aggregateId", appended.Stream.Aggregate);
        writer.WriteString("aggregateType", appended.AggregateType);
        writer.WriteString("tenantId", appended.Stream.Tenant.Value);
        writer.WriteNumber("version", appended.Version.Value);
        writer.WriteString("type", appended.Type);
        writer.WriteNumber("eventVersion", appended.SchemaVersion);
        writer.WritePropertyName("payload");
        writer.WriteRawValue(appended.Payload.Span, skipInputValidation: true);
        writer.WritePropertyName("metadata");
        writer.WriteRawValue(appended.Metadata.Span, skipInputValidation: true);
        writer.WritePropertyName("createdAt");
        Instants.Write(writer, appended.CreatedAt);
        writer.WriteString("createdBy", appended.CreatedBy.Value);
        writer.WriteEndObject();
    }

    public static string IdOf(StreamId stream, StreamVersion version) => $"{stream.Aggregate}:{version}";
}
