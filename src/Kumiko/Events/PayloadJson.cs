using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kumiko;

/// <summary>Payloads as JSON that can be changed, and back.</summary>
internal static class PayloadJson
{
    public static JsonObject Parse(ReadOnlyMemory<byte> payload) =>
        JsonNode.Parse(payload.Span) as JsonObject ?? throw new InvalidOperationException("A payload is a JSON object.");

    public static ReadOnlyMemory<byte> BytesOf(JsonObject payload) => JsonText.BytesOf(payload, static (writer, payload) => payload.WriteTo(writer));

    public static T Read<T>(JsonObject payload, Func<JsonElement, T> read)
    {
        using var document = JsonDocument.Parse(BytesOf(payload));
        return read(document.RootElement);
    }

    public static JsonObject Of(RecordSchema schema, object?[] values) =>
        Parse(JsonText.BytesOf((schema, values), static (writer, s) => s.schema.Write(writer, s.values, JsonForm.Open)));
}
