namespace Kumiko.Sqlite;

/// <summary>The framework's own tables.</summary>
internal static class FrameworkTables
{
    public static TableShape Events { get; } = new(
        "kumiko_events",
        [
            // AUTOINCREMENT never gives a position twice, not even that of an event that was removed from the end.
            new("position", "INTEGER", Rule: "PRIMARY KEY AUTOINCREMENT"),
            new("tenant_id", "BLOB", Rule: IsUuid("tenant_id")),
            new("aggregate_id", "BLOB", Rule: IsUuid("aggregate_id")),
            new("version", "INTEGER", Rule: "CHECK (\"version\" > 0)"),
            new("aggregate_type", "TEXT"),
            new("type", "TEXT"),
            new("schema_version", "INTEGER"),
            new("created_at", "INTEGER"),
            new("created_by", "TEXT"),
            new("idempotency_key", "TEXT", IsNullable: true),
            new("payload", "TEXT", Rule: IsObject("payload")),
            new("metadata", "TEXT", Rule: IsObject("metadata")),
        ],
        Constraints: null,
        Options: null,
        [
            new("kumiko_events_idempotency", ["tenant_id", "idempotency_key"], IsUnique: true, " WHERE \"idempotency_key\" IS NOT NULL"),
            new("kumiko_events_stream", ["tenant_id", "aggregate_id", "version"], IsUnique: true),
            new("kumiko_events_aggregate_type", ["aggregate_type", "position"]),
            new("kumiko_events_type", ["type", "position"]),
        ]);

    public static TableShape Snapshots { get; } = new(
        "kumiko_snapshots",
        [
            new("tenant_id", "BLOB", Rule: IsUuid("tenant_id")),
            new("aggregate_id", "BLOB", Rule: IsUuid("aggregate_id")),
            new("aggregate", "TEXT"),
            new("version", "INTEGER"),
            new("schema_version", "INTEGER"),
            new("created_at", "INTEGER"),
            new("state", "TEXT", Rule: IsObject("state")),
        ],
        "PRIMARY KEY (\"tenant_id\", \"aggregate_id\", \"aggregate\")",
        "WITHOUT ROWID",
        []);

    public static TableShape Answers { get; } = new(
        "kumiko_answers",
        [
            new("tenant_id", "BLOB", Rule: IsUuid("tenant_id")),
            new("user_id", "TEXT"),
            new("request_id", "TEXT"),
            new("fingerprint", "BLOB", Rule: "CHECK (length(\"fingerprint\") = 32)"),
            new("answer", "TEXT", Rule: IsObject("answer")),
            new("created_at", "INTEGER"),
        ],
        "PRIMARY KEY (\"tenant_id\", \"user_id\", \"request_id\")",
        "WITHOUT ROWID",
        [new("kumiko_answers_created_at", ["created_at"])]);

    public static TableShape RateLimits { get; } = new(
        "kumiko_rate_limits",
        [new("bucket", "TEXT"), new("empty_at", "INTEGER"), new("is_admitted", "INTEGER")],
        "PRIMARY KEY (\"bucket\")",
        "WITHOUT ROWID",
        []);

    public static TableShape Tasks { get; } = new(
        "kumiko_tasks",
        [
            new("id", "BLOB", Rule: IsUuid("id")),
            new("tenant_id", "BLOB", Rule: IsUuid("tenant_id")),
            new("kind", "TEXT"),
            new("payload", "TEXT", Rule: IsObject("payload")),
            new("context", "TEXT", Rule: IsObject("context")),
            new("created_at", "INTEGER"),
            new("due_at", "INTEGER"),
            new("attempts", "INTEGER"),
            new("last_error", "TEXT", IsNullable: true),
            new("dead_at", "INTEGER", IsNullable: true),
            new("owner", "TEXT", IsNullable: true),
            new("fence", "INTEGER"),
            new("lease_until", "INTEGER", IsNullable: true),
        ],
        "PRIMARY KEY (\"id\")",
        Options: null,
        [
            new("kumiko_tasks_dead", ["dead_at", "id"], Condition: " WHERE \"dead_at\" IS NOT NULL"),
            new("kumiko_tasks_due", ["due_at", "id"], Condition: " WHERE \"dead_at\" IS NULL"),
        ]);

    public static IReadOnlyList<TableShape> All { get; } = [Events, Snapshots, Answers, RateLimits, Tasks, .. ConsumerTables.All];

    private static string IsUuid(string column) => $"CHECK (length({column.Quoted()}) = 16)";

    private static string IsObject(string column) =>
        $"CHECK (json_valid({column.Quoted()}) AND json_type({column.Quoted()}) = 'object')";
}
