using Kumiko.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres.Log;

/// <summary>The statements that remove streams that have ended.</summary>
internal static class PruneStatements
{
    // A writer that waits behind the lock must not wait for long, so neither may the lock.
    private const string WaitShortly = "select set_config('lock_timeout', '100ms', true)";

    // Nobody appends, moves a cursor or saves a snapshot until the step is committed; everybody goes on reading. An append computes its version
    // from its predecessor under a lock that waits for this one.
    private const string Lock = $"lock table {Sql.Consumers}, {Sql.Events}, {Sql.Snapshots} in share row exclusive mode";

    private const string SlowestCursor = $"select min(position) from {Sql.Consumers}";

    private const string Candidates =
        $"""
        from {Sql.Events} e
        where e.aggregate_type = any($1) and e.created_at < $2 and ($3 is null or e.type = any($3))
          and not exists (select 1 from {Sql.Events} n where n.tenant_id = e.tenant_id and n.aggregate_id = e.aggregate_id and n.version > e.version)
        """;

    // Versions begin at one and have no gap: the last one is the number of events.
    private const string CountAll = $"select count(*), coalesce(sum(e.version), 0)::bigint, coalesce(max(e.position), 0) {Candidates}";

    private const string SelectSome =
        $"select e.tenant_id, e.aggregate_id, e.version, e.position {Candidates} and e.position > $4 order by e.position limit $5";

    private const string Delete =
        $"""
        with gone as (
            select s.tenant_id, s.aggregate_id from unnest($1, $2, $3) s (tenant_id, aggregate_id, version)
            where exists (select 1 from {Sql.Events} e
                          where e.tenant_id = s.tenant_id and e.aggregate_id = s.aggregate_id and e.version = s.version)
              and not exists (select 1 from {Sql.Events} n
                              where n.tenant_id = s.tenant_id and n.aggregate_id = s.aggregate_id and n.version > s.version)),
        snapshots as (
            delete from {Sql.Snapshots} p using gone g where p.tenant_id = g.tenant_id and p.aggregate_id = g.aggregate_id),
        events as (
            delete from {Sql.Events} e using gone g where e.tenant_id = g.tenant_id and e.aggregate_id = g.aggregate_id returning 1)
        select (select count(*) from gone), (select count(*) from events)
        """;

    public static NpgsqlBatchCommand Count(PruneQuery query) => Ask(CountAll, query);

    public static NpgsqlBatchCommand Select(PruneQuery query, long after, int limit)
    {
        var command = Ask(SelectSome, query);
        command.Parameters.Add(Parameters.Number(after));
        command.Parameters.Add(Parameters.Number(limit));
        return command;
    }

    /// <summary>Adds the statements that keep writers away; the last result is the slowest cursor's position.</summary>
    public static void AddLock(SessionBatch batch)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand(WaitShortly));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Lock));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SlowestCursor));
    }

    /// <summary>Removes those of the streams that still end where they did, and counts streams and events.</summary>
    public static NpgsqlBatchCommand Remove(IReadOnlyCollection<EndedStream> streams) => new(Delete)
    {
        Parameters =
        {
            Parameters.ArrayOf(streams.Select(s => s.Stream.Tenant.Value).ToArray(), NpgsqlDbType.Uuid),
            Parameters.ArrayOf(streams.Select(s => s.Stream.Aggregate).ToArray(), NpgsqlDbType.Uuid),
            Parameters.ArrayOf(streams.Select(s => s.Version).ToArray(), NpgsqlDbType.Bigint),
        },
    };

    private static NpgsqlBatchCommand Ask(string text, PruneQuery query) => new(text)
    {
        Parameters =
        {
            Parameters.ArrayOf(query.AggregateTypes.ToArray(), NpgsqlDbType.Text),
            Parameters.Instant(query.Before),
            query.EndingWith is { } types
                ? Parameters.ArrayOf(types.ToArray(), NpgsqlDbType.Text)
                : Parameters.Null(NpgsqlDbType.Array | NpgsqlDbType.Text),
        },
    };
}

/// <summary>A stream and its last event.</summary>
internal readonly record struct EndedStream(StreamId Stream, long Version, long Position);
