using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres.Consumers;

/// <summary>How far rebuilds have come.</summary>
internal static class RebuildStatements
{
    private const string Columns =
        "projection, tenant, shadow_table, phase, fingerprint, position, total, done, started_at, updated_at, old_table, error";

    private const string Upsert =
        $"""
        insert into {Sql.Rebuilds} ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (projection, tenant) do update
        set (shadow_table, phase, fingerprint, position, total, done, started_at, updated_at, old_table, error)
          = (excluded.shadow_table, excluded.phase, excluded.fingerprint, excluded.position, excluded.total, excluded.done,
             excluded.started_at, excluded.updated_at, excluded.old_table, excluded.error)
        """;

    public static NpgsqlBatchCommand Save(RebuildState state) => new(Upsert)
    {
        Parameters =
        {
            Parameters.Text(state.Projection),
            Parameters.Text(KeyOf(state.Tenant)),
            Parameters.Text(state.ShadowTable),
            Parameters.Text(state.Phase),
            Parameters.Text(state.Fingerprint),
            Parameters.Number(state.Position.Value),
            Parameters.Number(state.Total),
            Parameters.Number(state.Done),
            Parameters.Instant(state.StartedAt),
            Parameters.Instant(state.UpdatedAt),
            Parameters.TextOrNull(state.OldTable),
            Parameters.TextOrNull(state.Error),
        },
    };

    public static NpgsqlCommand Read(NpgsqlConnection connection) =>
        new($"select {Columns} from {Sql.Rebuilds} order by projection, tenant", connection);

    public static NpgsqlCommand Forget(NpgsqlConnection connection, string projection, TenantId? tenant) =>
        new($"delete from {Sql.Rebuilds} where projection = $1 and tenant = $2", connection)
        {
            Parameters = { Parameters.Text(projection), Parameters.Text(KeyOf(tenant)) },
        };

    public static RebuildState ReadState(NpgsqlDataReader reader) => new()
    {
        Projection = reader.GetString(0),
        Tenant = reader.GetString(1) is { Length: > 0 } tenant ? TenantId.Parse(tenant) : null,
        ShadowTable = reader.GetString(2),
        Phase = reader.GetString(3),
        Fingerprint = reader.GetString(4),
        Position = new EventPosition(reader.GetInt64(5)),
        Total = reader.GetInt64(6),
        Done = reader.GetInt64(7),
        StartedAt = reader.GetFieldValue<DateTimeOffset>(8),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(9),
        OldTable = reader.IsDBNull(10) ? null : reader.GetString(10),
        Error = reader.IsDBNull(11) ? null : reader.GetString(11),
    };

    private static string KeyOf(TenantId? tenant) => tenant?.ToString() ?? "";
}
