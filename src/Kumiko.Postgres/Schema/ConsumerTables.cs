namespace Kumiko.Postgres.Schema;

/// <summary>The framework's tables that say how far consumers and rebuilds have come, and who works for them.</summary>
internal static class ConsumerTables
{
    private const string Instant = "timestamp with time zone";

    public static IReadOnlyList<PhysicalTable> All { get; } = [Consumers(), Nodes(), DeadLetters(), Rebuilds()];

    // No index beside the key: a cursor moves with every page, and a row that no index points to is changed in its place.
    private static PhysicalTable Consumers() => new(
        Sql.Consumers,
        [
            new("name", OwnTables.Text),
            new("position", "bigint"),
            new("status", OwnTables.Text),
            new("attempts", "integer"),
            new("next_attempt_at", Instant, IsNullable: true),
            new("last_error", OwnTables.Text, IsNullable: true),
            new("owner", OwnTables.Text, IsNullable: true),
            new("fence", "bigint"),
            new("lease_until", Instant, IsNullable: true),
            new("updated_at", Instant),
        ],
        ["name"],
        []);

    private static PhysicalTable Nodes() => new(
        Sql.Nodes,
        [new("name", OwnTables.Text), new("lanes", OwnTables.Text), new("lives_until", Instant)],
        ["name"],
        []);

    private static PhysicalTable DeadLetters() => new(
        Sql.DeadLetters,
        [
            new("id", "uuid"),
            new("consumer", OwnTables.Text),
            new("position", "bigint"),
            new("tenant_id", "uuid"),
            new("aggregate_id", "uuid"),
            new("version", "bigint"),
            new("event_type", OwnTables.Text),
            new("reason", OwnTables.Text),
            new("error", OwnTables.Text),
            new("attempts", "integer"),
            new("created_at", Instant),
        ],
        ["id"],
        [new("kumiko_dead_letters_consumer", ["consumer", "created_at"])])
    {
        TenantColumn = OwnTables.Tenant,
    };

    private static PhysicalTable Rebuilds() => new(
        Sql.Rebuilds,
        [
            new("projection", OwnTables.Text),
            // The tenant's id, or nothing at all for all tenants: part of the key, so it cannot be null.
            new("tenant", OwnTables.Text),
            new("shadow_table", OwnTables.Text),
            new("phase", OwnTables.Text),
            new("fingerprint", OwnTables.Text),
            new("position", "bigint"),
            new("total", "bigint"),
            new("done", "bigint"),
            new("started_at", Instant),
            new("updated_at", Instant),
            new("old_table", OwnTables.Text, IsNullable: true),
            new("error", OwnTables.Text, IsNullable: true),
        ],
        ["projection", "tenant"],
        []);
}
