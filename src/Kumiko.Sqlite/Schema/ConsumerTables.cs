namespace Kumiko.Sqlite;

/// <summary>The framework's tables that say how far consumers and rebuilds have come, and who works for them.</summary>
internal static class ConsumerTables
{
    private const string NoRowIds = "WITHOUT ROWID";

    public static IReadOnlyList<TableShape> All { get; } =
    [
        new(
            "kumiko_consumers",
            [
                new("name", "TEXT"),
                new("position", "INTEGER"),
                new("status", "TEXT", Rule: "CHECK (\"status\" IN ('active', 'paused', 'failed'))"),
                new("attempts", "INTEGER"),
                new("next_attempt_at", "INTEGER", IsNullable: true),
                new("last_error", "TEXT", IsNullable: true),
                new("owner", "TEXT", IsNullable: true),
                new("fence", "INTEGER"),
                new("lease_until", "INTEGER", IsNullable: true),
                new("updated_at", "INTEGER"),
            ],
            "PRIMARY KEY (\"name\")",
            NoRowIds,
            []),
        new(
            "kumiko_nodes",
            [new("name", "TEXT"), new("lanes", "TEXT"), new("lives_until", "INTEGER")],
            "PRIMARY KEY (\"name\")",
            NoRowIds,
            []),
        new(
            "kumiko_dead_letters",
            [
                new("id", "BLOB", Rule: "CHECK (length(\"id\") = 16)"),
                new("consumer", "TEXT"),
                new("position", "INTEGER"),
                new("tenant_id", "BLOB", Rule: "CHECK (length(\"tenant_id\") = 16)"),
                new("aggregate_id", "BLOB", Rule: "CHECK (length(\"aggregate_id\") = 16)"),
                new("version", "INTEGER"),
                new("event_type", "TEXT"),
                new("reason", "TEXT", Rule: "CHECK (\"reason\" IN ('handler', 'migration'))"),
                new("error", "TEXT"),
                new("attempts", "INTEGER"),
                new("created_at", "INTEGER"),
            ],
            "PRIMARY KEY (\"id\")",
            NoRowIds,
            [new("kumiko_dead_letters_consumer", ["consumer", "created_at"])]),
        new(
            "kumiko_rebuilds",
            [
                new("projection", "TEXT"),
                // The tenant's id, or nothing at all for all tenants: part of the key, so it cannot be null.
                new("tenant", "TEXT"),
                new("shadow_table", "TEXT"),
                new("phase", "TEXT"),
                new("fingerprint", "TEXT"),
                new("position", "INTEGER"),
                new("total", "INTEGER"),
                new("done", "INTEGER"),
                new("started_at", "INTEGER"),
                new("updated_at", "INTEGER"),
                new("old_table", "TEXT", IsNullable: true),
                new("error", "TEXT", IsNullable: true),
            ],
            "PRIMARY KEY (\"projection\", \"tenant\")",
            NoRowIds,
            []),
    ];
}
