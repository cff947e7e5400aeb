namespace Kumiko.Postgres.Schema;

/// <summary>The framework's own tables.</summary>
internal static class OwnTables
{
    public const string IdempotencyIndex = "kumiko_events_idempotency_key";

    /// <summary>Ordered by code point whatever the database's locale, as on the embedded store.</summary>
    public const string Text = "text collate \"C\"";

    public static IReadOnlyList<PhysicalTable> All { get; } = [Events(), Answers(), .. ConsumerTables.All];

    private static PhysicalTable Events() => new(
        Sql.Events,
        [
            // Defaults are drawn in the order of the columns: the transaction has its id before the event has its position. A reader that
            // finds a hole in the positions relies on it.
            new("xid", "xid8") { Clause = "default pg_current_xact_id()" },
            new("position", "bigint") { Clause = "generated always as identity" },
            new("tenant_id", "uuid"),
            new("aggregate_id", "uuid"),
            new("version", "bigint"),
            new("schema_version", "smallint"),
            new("created_at", "timestamp with time zone"),
            new("aggregate_type", Text),
            new("type", Text),
            new("created_by", Text),
            new("idempotency_key", Text, IsNullable: true),
            new("payload", "jsonb") { Clause = "check (jsonb_typeof(payload) = 'object')" },
            new("metadata", "jsonb") { Clause = "check (jsonb_typeof(metadata) = 'object')" },
        ],
        ["position"],
        [
            // The server asks unique indexes in the order of their creation: a repetition is known as one, although its version is taken too.
            new(IdempotencyIndex, ["tenant_id", "idempotency_key"]) { IsUnique = true, Predicate = "(idempotency_key IS NOT NULL)" },
            new("kumiko_events_stream", ["tenant_id", "aggregate_id", "version"]) { IsUnique = true },
            new("kumiko_events_aggregate_type", ["aggregate_type", "position"]),
        ]);

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
        [new("kumiko_answers_created_at", ["created_at"])]);
}
