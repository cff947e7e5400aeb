using Kumiko.Storage;

namespace Kumiko;

/// <summary>An event without its payload, whether it is in the log already or about to be.</summary>
internal readonly record struct EventHeader(
    StreamId Stream, string AggregateType, StreamVersion Version, string Type, DateTimeOffset CreatedAt, UserId CreatedBy, ReadOnlyMemory<byte> Metadata)
{
    public static EventHeader Of(StoredEvent stored) =>
        new(stored.Stream, stored.AggregateType, stored.Version, stored.Type, stored.CreatedAt, stored.CreatedBy, stored.Metadata);

    public static EventHeader Of(NewEvent appended) =>
        new(appended.Stream, appended.AggregateType, appended.Version, appended.Type, appended.CreatedAt, appended.CreatedBy, appended.Metadata);
}
