using Kumiko.Storage;

namespace Kumiko;

/// <summary>A store says only that an append was refused. Why, is looked up afterwards.</summary>
internal static class StreamConflict
{
    /// <summary>What is wrong about appending to a stream behind a version; null when nothing is.</summary>
    public static async Task<KumikoException?> Find(StoreSession session, StreamId stream, StreamVersion expected, CancellationToken cancellation)
    {
        var last = await session.ReadLastEvent(stream, cancellation);
        if (last?.Type == SystemEvents.Archived)
        {
            return new StreamArchivedException(stream.Aggregate);
        }

        var current = last?.Version ?? StreamVersion.None;
        return current == expected ? null : new VersionConflictException(stream.Aggregate, expected, current);
    }
}
