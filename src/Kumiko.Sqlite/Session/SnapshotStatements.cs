using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>Snapshots of streams, one for each aggregate that folds them.</summary>
internal static class SnapshotStatements
{
    // The stream may have been removed since its events were read: then the snapshot would outlive them.
    private const string Upsert =
        """
        INSERT INTO kumiko_snapshots (tenant_id, aggregate_id, aggregate, version, schema_version, created_at, state)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
        WHERE EXISTS (SELECT 1 FROM kumiko_events e WHERE e.tenant_id = ?1 AND e.aggregate_id = ?2 AND e.version = ?4)
        ON CONFLICT (tenant_id, aggregate_id, aggregate) DO UPDATE
        SET version = excluded.version, schema_version = excluded.schema_version, created_at = excluded.created_at, state = excluded.state
        WHERE excluded.version > kumiko_snapshots.version OR excluded.schema_version <> kumiko_snapshots.schema_version
        """;

    private const string Select =
        "SELECT version, schema_version, state, created_at FROM kumiko_snapshots WHERE tenant_id = ?1 AND aggregate_id = ?2 AND aggregate = ?3";

    public static void Save(Connection connection, Snapshot snapshot)
    {
        using var statement = connection.Prepare(Upsert);
        statement.Bind(snapshot.Stream.Tenant.Value).Bind(snapshot.Stream.Aggregate).Bind(snapshot.Aggregate)
            .Bind(snapshot.Version.Value).Bind(snapshot.SchemaVersion).Bind(Timestamps.ToMicroseconds(snapshot.CreatedAt))
            .BindUtf8(snapshot.State.Span).Step();
    }

    public static Snapshot? Read(Connection connection, StreamId stream, string aggregate)
    {
        using var statement = connection.Prepare(Select);
        return statement.Bind(stream.Tenant.Value).Bind(stream.Aggregate).Bind(aggregate).Step()
            ? new Snapshot(
                stream,
                aggregate,
                new StreamVersion(statement.Int64(0)),
                (int)statement.Int64(1),
                statement.Bytes(2).ToArray(),
                Timestamps.FromMicroseconds(statement.Int64(3)))
            : null;
    }
}
