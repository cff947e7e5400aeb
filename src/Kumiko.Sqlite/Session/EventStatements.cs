using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>Events in and out of the log.</summary>
internal static class EventStatements
{
    public const string Columns =
        "position, tenant_id, aggregate_id, version, aggregate_type, type, schema_version, created_at, created_by, payload, metadata";

    private const string Insert =
        """
        INSERT INTO kumiko_events (tenant_id, aggregate_id, version, aggregate_type, type, schema_version, created_at, created_by, payload, metadata, idempotency_key)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """;

    private const string Head =
        "SELECT version, type FROM kumiko_events WHERE tenant_id = ?1 AND aggregate_id = ?2 ORDER BY version DESC LIMIT 1";

    private const string Last =
        $"SELECT {Columns} FROM kumiko_events WHERE tenant_id = ?1 AND aggregate_id = ?2 ORDER BY version DESC LIMIT 1";

    private const string KeyExists = "SELECT 1 FROM kumiko_events WHERE tenant_id = ?1 AND idempotency_key = ?2";

    private const string Range = $"SELECT {Columns} FROM kumiko_events WHERE tenant_id = ?1 AND aggregate_id = ?2 AND version > ?3 AND version <= ?4";

    private const string UntilTime =
        " AND version <= (SELECT max(version) FROM kumiko_events WHERE tenant_id = ?1 AND aggregate_id = ?2 AND created_at <= ?5)";

    /// <exception cref="StreamConflictException">The stream does not stand one below the event's version, or is archived.</exception>
    /// <exception cref="DuplicateEventException">The event's key was used before.</exception>
    public static EventPosition Append(Connection connection, NewEvent @event)
    {
        // Nobody else writes until we commit, so what is read here still holds when the event is written.
        if (!CanFollow(connection, @event))
        {
            throw Exists(connection, @event) ? new DuplicateEventException() : new StreamConflictException();
        }

        using var insert = connection.Prepare(Insert);
        insert.Bind(@event.Stream.Tenant.Value).Bind(@event.Stream.Aggregate).Bind(@event.Version.Value)
            .Bind(@event.AggregateType).Bind(@event.Type).Bind(@event.SchemaVersion)
            .Bind(Timestamps.ToMicroseconds(@event.CreatedAt)).Bind(@event.CreatedBy.Value)
            .BindUtf8(@event.Payload.Span).BindUtf8(@event.Metadata.Span).Bind(@event.IdempotencyKey)
            .Step();
        return new EventPosition(connection.LastInsertedPosition);
    }

    public static StreamVersion ReadVersion(Connection connection, StreamId stream)
    {
        using var statement = connection.Prepare(Head);
        return statement.Bind(stream.Tenant.Value).Bind(stream.Aggregate).Step() ? new StreamVersion(statement.Int64(0)) : StreamVersion.None;
    }

    public static IReadOnlyList<StoredEvent> ReadStream(Connection connection, StreamId stream, StreamRange range)
    {
        using var statement = connection.Prepare(range.UntilTime is null ? $"{Range} ORDER BY version" : $"{Range}{UntilTime} ORDER BY version");
        statement.Bind(stream.Tenant.Value).Bind(stream.Aggregate).Bind(range.After.Value).Bind(range.Until?.Value ?? long.MaxValue);
        if (range.UntilTime is { } instant)
        {
            statement.Bind(Timestamps.ToMicroseconds(instant));
        }

        return ReadAll(statement);
    }

    public static StoredEvent? ReadLast(Connection connection, StreamId stream)
    {
        using var statement = connection.Prepare(Last);
        statement.Bind(stream.Tenant.Value).Bind(stream.Aggregate);
        return statement.Step() ? Current(statement) : null;
    }

    public static IReadOnlyList<StoredEvent> ReadAll(Statement statement)
    {
        var events = new List<StoredEvent>();
        while (statement.Step())
        {
            events.Add(Current(statement));
        }

        return events;
    }

    private static bool CanFollow(Connection connection, NewEvent @event)
    {
        using var head = connection.Prepare(Head);
        if (!head.Bind(@event.Stream.Tenant.Value).Bind(@event.Stream.Aggregate).Step())
        {
            return @event.Version.Value == 1;
        }

        return @event.Version.Value == head.Int64(0) + 1 && (@event.Type == SystemEvents.Restored || head.Text(1) != SystemEvents.Archived);
    }

    private static bool Exists(Connection connection, NewEvent @event)
    {
        if (@event.IdempotencyKey is null)
        {
            return false;
        }

        using var statement = connection.Prepare(KeyExists);
        return statement.Bind(@event.Stream.Tenant.Value).Bind(@event.IdempotencyKey).Step();
    }

    private static StoredEvent Current(Statement statement) => new()
    {
        Position = new EventPosition(statement.Int64(0)),
        Stream = new StreamId(new TenantId(statement.Guid(1)), statement.Guid(2)),
        Version = new StreamVersion(statement.Int64(3)),
        AggregateType = statement.Text(4),
        Type = statement.Text(5),
        SchemaVersion = (int)statement.Int64(6),
        CreatedAt = Timestamps.FromMicroseconds(statement.Int64(7)),
        CreatedBy = new UserId(statement.Text(8)),
        Payload = statement.Bytes(9).ToArray(),
        Metadata = statement.Bytes(10).ToArray(),
    };
}
