namespace Kumiko;

/// <summary>One event as it stands in the log. Payload and metadata are the UTF-8 JSON objects that were stored.</summary>
public sealed record StoredEvent
{
    /// <summary>The event's place in the log of the whole database.</summary>
    public required EventPosition Position { get; init; }

    /// <summary>The stream that the event belongs to.</summary>
    public required StreamId Stream { get; init; }

    /// <summary>What kind of aggregate the stream is about; for an entity, the entity's name.</summary>
    public required string AggregateType { get; init; }

    /// <summary>The event's number in its stream: 1 for the first, without gaps.</summary>
    public required StreamVersion Version { get; init; }

    /// <summary>What happened: <c>ticket.created</c>, or a declared event's qualified name.</summary>
    public required string Type { get; init; }

    /// <summary>The generation of the payload's shape.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>The payload: a JSON object.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Who, which request, and why: a JSON object.</summary>
    public required ReadOnlyMemory<byte> Metadata { get; init; }

    /// <summary>When it was recorded, in UTC, to the millisecond.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who caused it.</summary>
    public required UserId CreatedBy { get; init; }
}
