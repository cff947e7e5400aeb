using System.Buffers.Binary;
using Kumiko.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres.Writing;

/// <summary>
/// Batches that change several streams take their locks in one order, so that two of them which meet wait for each other instead of
/// deadlocking. The streams' unique index would lock, too, but in the order of the events, which has to stay the commands' own.
/// </summary>
internal static class StreamLocks
{
    private const string Lock = "select pg_advisory_xact_lock(k) from unnest($1) k";

    /// <summary>The statement that takes the locks; null where fewer than two streams are changed. New streams have no rival.</summary>
    public static NpgsqlBatchCommand? For(List<NewEvent> events)
    {
        if (events.Count < 2)
        {
            return null;
        }

        var keys = new SortedSet<long>();
        foreach (var e in events)
        {
            if (e.Version.Value > 1)
            {
                keys.Add(KeyOf(e.Stream));
            }
        }

        return keys.Count < 2 ? null : new NpgsqlBatchCommand(Lock) { Parameters = { Parameters.ArrayOf(keys.ToArray(), NpgsqlDbType.Bigint) } };
    }

    /// <summary>Two streams may share a key: then they wait for each other once too often.</summary>
    private static long KeyOf(StreamId stream)
    {
        Span<byte> bytes = stackalloc byte[32];
        stream.Tenant.Value.TryWriteBytes(bytes);
        stream.Aggregate.TryWriteBytes(bytes[16..]);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes) ^ BinaryPrimitives.ReadInt64LittleEndian(bytes[8..])
            ^ BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]) ^ BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]);
    }
}
