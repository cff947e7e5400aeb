namespace Kumiko.Postgres.Schema;

/// <summary>The framework's own tables.</summary>
internal static class OwnTables
{
    public const string IdempotencyIndex = "kumiko_events_idempotency_key";

    /// <summary>The column that says whose a row is.</summary>
    public const string Tenant = "tenant_id";

    /// <summary>Ordered by code point whatever the database's locale, as on the embedded store.</summary>
    public const string Text = "text collate \"C\"";

    public static IReadOnlyList<PhysicalTable> All { get; } = [Events(), Snapshots(), Answers(), RateLimits(), Tasks(), .. ConsumerTables.All];

    private static PhysicalTable Events() => new(
        Sql.Events,
        [
            // Drawn one by one, in the order of time: LogProof relies on it.
            new("position", "bigint") { Clause = "generated always as identity (cache 1)" },
            new("tenant_id", "uuid"),
            new("aggregate_id", "uuid"),
            new("version", "bigint"),
            new("schema_version", "smallint"),
            new("created_at", "timestamp with time zone"),
            new("aggregate_type", Text),
            new("type", Text),
            new("created_by", Text),
            new("idempotency_key", Text, IsNullable: true),
            // Not jsonb: taking it apart and putting it together again is most of what appending and reading cost the server.
            new("payload", "json") { Clause = "check (json_typeof(payload) = 'object')" },
            new("metadata", "json") { Clause = "check (json_typeof(metadata) = 'object')" },
        ],
        ["position"],
        [
            // The server asks unique indexes in the order of their creation: a repetition is known as one, although its version is taken too.
            new(IdempotencyIndex, ["tenant_id", "idempotency_key"]) { IsUnique = true, Predicate = "(idempotency_key IS NOT NULL)" },
            new("kumiko_events_stream", ["tenant_id", "aggregate_id", "version"]) { IsUnique = true },
            new("kumiko_events_aggregate_type", ["aggregate_type", "position"]),
            new("kumiko_events_type", ["type", "position"]),
        ])
    {
        TenantColumn = Tenant,
        IsShared = true,
    };

    private static PhysicalTable Snapshots() => new(
        Sql.Snapshots,
        [
            new("tenant_id", "uuid"),
            new("aggregate_id", "uuid"),
            new("aggregate", Text),
            new("version", "bigint"),
            new("schema_version", "integer"),
            new("created_at", "timestamp with time zone"),
            // Not jsonb: nobody looks into it, and it is read and written whole.
            new("state", "json") { Clause = "check (json_typeof(state) = 'object')" },
        ],
        ["tenant_id", "aggregate_id", "aggregate"],
        [])
    {
        TenantColumn = Tenant,
        IsShared = true,
    };

    private static PhysicalTable Answers() => new(
        Sql.Answers,
        [
            new("tenant_id", "uuid"),
            new("user_id", Text),
            new("request_id", Text),
            new("fingerprint", "bytea"),
            // Not jsonb: a repetition gets the same bytes as the first answer.
            new("answer", "json"),
            new("created_at", "timestamp with time zone"),
        ],
        ["tenant_id", "user_id", "request_id"],
        [new("kumiko_answers_created_at", ["created_at"])])
    {
        TenantColumn = Tenant,
    };

    private static PhysicalTable RateLimits() => new(
        Sql.RateLimits,
        [
            new("bucket", Text),
            // Microseconds since 1970: what is added to it is exact.
            new("empty_at", "bigint"),
            new("is_admitted", "boolean"),
        ],
        ["bucket"],
        []);

    private static PhysicalTable Tasks() => new(
        Sql.Tasks,
        [
            new("id", "uuid"),
            new("tenant_id", "uuid"),
            new("kind", Text),
            new("payload", "json") { Clause = "check (json_typeof(payload) = 'object')" },
            new("context", "json") { Clause = "check (json_typeof(context) = 'object')" },
            new("created_at", "timestamp with time zone"),
            new("due_at", "timestamp with time zone"),
            new("attempts", "integer"),
            new("last_error", Text, IsNullable: true),
            new("dead_at", "timestamp with time zone", IsNullable: true),
            new("owner", Text, IsNullable: true),
            new("fence", "bigint"),
            new("lease_until", "timestamp with time zone", IsNullable: true),
        ],
        ["id"],
        [
            // No index on owner and lease: a task that is taken is changed in its place.
            new("kumiko_tasks_dead", ["dead_at", "id"]) { Predicate = "(dead_at IS NOT NULL)" },
            new("kumiko_tasks_due", ["due_at", "id"]) { Predicate = "(dead_at IS NULL)" },
        ])
    {
        TenantColumn = Tenant,
    };
}
