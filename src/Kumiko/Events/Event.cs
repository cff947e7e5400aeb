namespace Kumiko;

/// <summary>What every event says beside its payload.</summary>
public abstract class Event
{
    private EventMetadata? _metadata;
    private readonly ReadOnlyMemory<byte> _metadataJson;

    private protected Event(EventHeader header)
    {
        Stream = header.Stream;
        AggregateType = header.AggregateType;
        Version = header.Version;
        Type = header.Type;
        CreatedAt = header.CreatedAt;
        CreatedBy = header.CreatedBy;
        _metadataJson = header.Metadata;
    }

    /// <summary>The stream that it belongs to.</summary>
    public StreamId Stream { get; }

    /// <summary>The tenant that it happened in.</summary>
    public TenantId Tenant => Stream.Tenant;

    /// <summary>The aggregate that it happened to; for an entity, the record's id.</summary>
    public Guid AggregateId => Stream.Aggregate;

    /// <summary>What kind of aggregate it is; for an entity, the entity's name.</summary>
    public string AggregateType { get; }

    /// <summary>Its number in the stream, from 1 on.</summary>
    public StreamVersion Version { get; }

    /// <summary>What happened: <c>ticket.created</c>, or a declared event's qualified name.</summary>
    public string Type { get; }

    /// <summary>When it was recorded, in UTC, to the millisecond.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Who caused it.</summary>
    public UserId CreatedBy { get; }

    /// <summary>Who, in which request, and why.</summary>
    public EventMetadata Metadata => _metadata ??= EventMetadata.Parse(_metadataJson);

    /// <summary>The name by which other events can call it their cause: <c>aggregate:version</c>.</summary>
    public string Id => EventJson.IdOf(Stream, Version);
}

/// <summary>An event with its payload.</summary>
/// <typeparam name="TData">The payload, in the shape that is declared now, whatever shape was stored.</typeparam>
public sealed class Event<TData> : Event
    where TData : class
{
    internal Event(EventHeader header, TData data)
        : base(header) => Data = data;

    /// <summary>The payload.</summary>
    public TData Data { get; }
}
