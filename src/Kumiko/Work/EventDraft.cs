using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>An event before it is known where in its stream it will stand.</summary>
/// <param name="Type">What happened.</param>
/// <param name="SchemaVersion">The generation of the payload's shape.</param>
/// <param name="Payload">The payload: a JSON object.</param>
/// <param name="Options">What the author asked for.</param>
internal readonly record struct EventDraft(string Type, int SchemaVersion, ReadOnlyMemory<byte> Payload, AppendOptions? Options)
{
    private static readonly ReadOnlyMemory<byte> Nothing = "{}"u8.ToArray();

    /// <summary>An event that an entity has by itself.</summary>
    public static EventDraft Of(string type, ReadOnlyMemory<byte> payload) => new(type, 1, payload, null);

    /// <summary>An event without a payload.</summary>
    public static EventDraft Of(string type) => Of(type, Nothing);

    /// <summary>An event of the domain.</summary>
    /// <exception cref="ValidationFailedException">A field of the payload breaks its rules.</exception>
    public static async ValueTask<EventDraft> Of(
        EventDefinition definition, object data, AppendOptions? options, StreamId stream, InvocationServices services) =>
        new(definition.Name, definition.Version, await definition.Write(data, stream, services), options);

    /// <summary>The end of what happens in a stream until it is restored.</summary>
    public static EventDraft Archived(string reason) => Of(SystemEvents.Archived, JsonText.BytesOf(reason, static (writer, reason) =>
    {
        writer.WriteStartObject();
        writer.WriteString("reason", reason);
        writer.WriteEndObject();
    }));

    public NewEvent At(StreamId stream, StreamVersion version, string aggregateType, Actor actor, DateTimeOffset now) => new()
    {
        Stream = stream,
        AggregateType = aggregateType,
        Version = version,
        Type = Type,
        SchemaVersion = SchemaVersion,
        Payload = Payload,
        Metadata = actor.MetadataWith(Options?.Headers),
        CreatedAt = now,
        CreatedBy = actor.User,
        IdempotencyKey = Options?.IdempotencyKey,
    };
}
