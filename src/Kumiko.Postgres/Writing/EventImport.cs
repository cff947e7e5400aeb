using Kumiko.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres.Writing;

/// <summary>
/// Appends many events by COPY. What an append asks the server for each event, this asks once for each stream; whoever appends to one of
/// them meanwhile is found out by the stream's unique index.
/// </summary>
internal sealed class EventImport
{
    // From here on nobody can remove a stream whose end is looked at. An append takes the same lock.
    private const string Lock = $"lock table {Sql.Events} in row exclusive mode";

    private const string CountConflicts =
        $"""
        select count(*)
        from unnest($1, $2, $3, $4) s (tenant_id, aggregate_id, predecessor, restores)
        left join lateral (select e.version, e.type from {Sql.Events} e
                           where e.tenant_id = s.tenant_id and e.aggregate_id = s.aggregate_id
                           order by e.version desc limit 1) head on true
        where coalesce(head.version, 0) <> s.predecessor or head.type = '{SystemEvents.Archived}' and not s.restores
        """;

    private const string CopyEvents =
        $"""
        copy {Sql.Events} (tenant_id, aggregate_id, version, schema_version, created_at, aggregate_type, type, created_by, idempotency_key, payload, metadata)
        from stdin (format binary)
        """;

    private readonly IReadOnlyCollection<NewEvent> _events;
    private readonly List<NewEvent> _firsts = [];

    /// <exception cref="StreamConflictException">The events of a stream do not follow each other.</exception>
    public EventImport(IReadOnlyCollection<NewEvent> events)
    {
        _events = events;
        var heads = new Dictionary<StreamId, NewEvent>(events.Count);
        foreach (var e in events)
        {
            if (!heads.TryGetValue(e.Stream, out var head))
            {
                _firsts.Add(e);
            }
            else if (!EventStatements.Follows(head, e))
            {
                throw new StreamConflictException();
            }

            heads[e.Stream] = e;
        }
    }

    /// <summary>Adds statements whose first result is the number of streams that do not stand where they should.</summary>
    public void AddChecks(SessionBatch batch)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Lock));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(CountConflicts)
        {
            Parameters =
            {
                Parameters.ArrayOf(_firsts.Select(e => e.Stream.Tenant.Value).ToArray(), NpgsqlDbType.Uuid),
                Parameters.ArrayOf(_firsts.Select(e => e.Stream.Aggregate).ToArray(), NpgsqlDbType.Uuid),
                Parameters.ArrayOf(_firsts.Select(e => e.Version.Value - 1).ToArray(), NpgsqlDbType.Bigint),
                Parameters.ArrayOf(_firsts.Select(e => e.Type == SystemEvents.Restored).ToArray(), NpgsqlDbType.Boolean),
            },
        });
    }

    public async Task Copy(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var writer = await connection.BeginBinaryImportAsync(CopyEvents, cancellation);
        foreach (var e in _events)
        {
            await writer.StartRowAsync(cancellation);
            await writer.WriteAsync(e.Stream.Tenant.Value, NpgsqlDbType.Uuid, cancellation);
            await writer.WriteAsync(e.Stream.Aggregate, NpgsqlDbType.Uuid, cancellation);
            await writer.WriteAsync(e.Version.Value, NpgsqlDbType.Bigint, cancellation);
            await writer.WriteAsync(checked((short)e.SchemaVersion), NpgsqlDbType.Smallint, cancellation);
            await writer.WriteAsync(e.CreatedAt.ToUniversalTime(), NpgsqlDbType.TimestampTz, cancellation);
            await writer.WriteAsync(e.AggregateType, NpgsqlDbType.Text, cancellation);
            await writer.WriteAsync(e.Type, NpgsqlDbType.Text, cancellation);
            await writer.WriteAsync(e.CreatedBy.Value, NpgsqlDbType.Text, cancellation);
            if (e.IdempotencyKey is { } key)
            {
                await writer.WriteAsync(key, NpgsqlDbType.Text, cancellation);
            }
            else
            {
                await writer.WriteNullAsync(cancellation);
            }

            await writer.WriteAsync(e.Payload, NpgsqlDbType.Json, cancellation);
            await writer.WriteAsync(e.Metadata, NpgsqlDbType.Json, cancellation);
        }

        await writer.CompleteAsync(cancellation);
    }
}
