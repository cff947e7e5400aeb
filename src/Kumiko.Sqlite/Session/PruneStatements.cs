using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>Removes streams that have ended.</summary>
internal static class PruneStatements
{
    // Versions begin at one and have no gap: the last one is the number of events.
    private const string Count = "SELECT count(*), coalesce(sum(e.version), 0), coalesce(max(e.position), 0)";

    private const string Select = "SELECT e.tenant_id, e.aggregate_id, e.version, e.position";

    private const string DeleteEvents = "DELETE FROM kumiko_events WHERE tenant_id = ?1 AND aggregate_id = ?2";

    private const string DeleteSnapshots = "DELETE FROM kumiko_snapshots WHERE tenant_id = ?1 AND aggregate_id = ?2";

    private const string SlowestCursor = "SELECT min(position) FROM kumiko_consumers";

    /// <summary>How many streams and events there are to remove, and the last of these.</summary>
    public static (long Streams, long Events, long Last) CountAll(Connection connection, PruneQuery query)
    {
        using var statement = connection.Prepare($"{Count} {Candidates(query)}");
        Bind(statement, query, 0).Step();
        return (statement.Int64(0), statement.Int64(1), statement.Int64(2));
    }

    /// <summary>Removes some streams behind a position, unless a consumer has not passed them.</summary>
    public static PruneStep RemoveSome(Connection connection, PruneQuery query, long after, int limit)
    {
        var ended = new List<(Guid Tenant, Guid Aggregate, long Version, long Position)>();
        using (var statement = connection.Prepare($"{Select} {Candidates(query)} ORDER BY e.position LIMIT {limit}"))
        {
            Bind(statement, query, after);
            while (statement.Step())
            {
                ended.Add((statement.Guid(0), statement.Guid(1), statement.Int64(2), statement.Int64(3)));
            }
        }

        var last = ended.Count == 0 ? after : ended[^1].Position;
        if (IsHeldBack(connection, last))
        {
            return new PruneStep(0, 0, last, IsHeldBack: true);
        }

        foreach (var stream in ended)
        {
            Delete(connection, DeleteEvents, stream.Tenant, stream.Aggregate);
            Delete(connection, DeleteSnapshots, stream.Tenant, stream.Aggregate);
        }

        return new PruneStep(ended.Count, ended.Sum(e => e.Version), last, IsHeldBack: false);
    }

    private static bool IsHeldBack(Connection connection, long position)
    {
        using var statement = connection.Prepare(SlowestCursor);
        return statement.Step() && !statement.IsNull(0) && statement.Int64(0) < position;
    }

    private static void Delete(Connection connection, string text, Guid tenant, Guid aggregate)
    {
        using var statement = connection.Prepare(text);
        statement.Bind(tenant).Bind(aggregate).Step();
    }

    private static string Candidates(PruneQuery query) =>
        $"""
        FROM kumiko_events e
        WHERE e.position > ?1 AND e.created_at < ?2 AND e.aggregate_type IN ({Places(3, query.AggregateTypes.Count)})
          {(query.EndingWith is { } types ? $"AND +e.type IN ({Places(3 + query.AggregateTypes.Count, types.Count)})" : "")}
          AND NOT EXISTS (SELECT 1 FROM kumiko_events n WHERE n.tenant_id = e.tenant_id AND n.aggregate_id = e.aggregate_id AND n.version > e.version)
        """;

    private static string Places(int first, int count) => string.Join(", ", Enumerable.Range(first, count).Select(n => $"?{n}"));

    private static Statement Bind(Statement statement, PruneQuery query, long after)
    {
        statement.Bind(after).Bind(Timestamps.ToMicroseconds(query.Before));
        foreach (var name in query.AggregateTypes.Concat(query.EndingWith ?? []))
        {
            statement.Bind(name);
        }

        return statement;
    }
}

/// <summary>What one step of the removal has done.</summary>
internal readonly record struct PruneStep(long Streams, long Events, long Last, bool IsHeldBack);
