using System.Text.Json;

namespace Kumiko;

/// <summary>Who, in which request, and why: what every event carries beside its payload.</summary>
public sealed record EventMetadata
{
    /// <summary>The one who acted.</summary>
    public required UserId UserId { get; init; }

    /// <summary>The request in which it happened; several events may share it.</summary>
    public string? RequestId { get; init; }

    /// <summary>Ties together what one cause set in motion.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The event that caused this one, as <c>aggregate:version</c>; absent on events that a request caused.</summary>
    public string? CausationId { get; init; }

    /// <summary>Free notes; the framework never interprets them.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Reads what an event carries.</summary>
    public static EventMetadata Of(StoredEvent stored) => Parse(stored.Metadata);

    internal static EventMetadata Parse(ReadOnlyMemory<byte> metadata)
    {
        using var json = JsonDocument.Parse(metadata);
        var root = json.RootElement;
        return new EventMetadata
        {
            UserId = new UserId(root.GetProperty("userId").GetString()!),
            RequestId = Text(root, "requestId"),
            CorrelationId = Text(root, "correlationId"),
            CausationId = Text(root, "causationId"),
            Headers = root.TryGetProperty("headers", out var headers)
                ? headers.EnumerateObject().ToDictionary(h => h.Name, h => h.Value.ToString())
                : null,
        };
    }

    internal ReadOnlyMemory<byte> ToJson() => JsonText.BytesOf(this, static (writer, metadata) =>
    {
        writer.WriteStartObject();
        writer.WriteString("userId", metadata.UserId.Value);
        WriteText(writer, "requestId", metadata.RequestId);
        WriteText(writer, "correlationId", metadata.CorrelationId);
        WriteText(writer, "causationId", metadata.CausationId);
        if (metadata.Headers is { Count: > 0 } headers)
        {
            writer.WriteStartObject("headers");
            foreach (var (name, value) in headers)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    });

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
