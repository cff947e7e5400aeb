namespace Kumiko.Storage;

/// <summary>One event on its way into the log.</summary>
public sealed record NewEvent
{
    /// <summary>The stream that the event is appended to.</summary>
    public required StreamId Stream { get; init; }

    /// <summary>What kind of aggregate the stream is about.</summary>
    public required string AggregateType { get; init; }

    /// <summary>The version that the event takes. The append fails unless the stream stands exactly one below.</summary>
    public required StreamVersion Version { get; init; }

    /// <summary>What happened.</summary>
    public required string Type { get; init; }

    /// <summary>The generation of the payload's shape.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>The payload: a UTF-8 JSON object.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The metadata: a UTF-8 JSON object.</summary>
    public required ReadOnlyMemory<byte> Metadata { get; init; }

    /// <summary>When it happened, in UTC, to the millisecond. It comes from the framework's clock, not from the database.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who caused it.</summary>
    public required UserId CreatedBy { get; init; }

    /// <summary>When given, a second event of the tenant with the same key is refused.</summary>
    public string? IdempotencyKey { get; init; }
}
