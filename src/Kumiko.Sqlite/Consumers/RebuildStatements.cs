using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>How far rebuilds have come.</summary>
internal static class RebuildStatements
{
    private const string Columns =
        "projection, tenant, shadow_table, phase, fingerprint, position, total, done, started_at, updated_at, old_table, error";

    private const string Replace = $"INSERT OR REPLACE INTO kumiko_rebuilds ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";

    public static void Save(Connection connection, RebuildState state)
    {
        using var statement = connection.Prepare(Replace);
        statement.Bind(state.Projection).Bind(KeyOf(state.Tenant)).Bind(state.ShadowTable).Bind(state.Phase).Bind(state.Fingerprint)
            .Bind(state.Position.Value).Bind(state.Total).Bind(state.Done)
            .Bind(Timestamps.ToMicroseconds(state.StartedAt)).Bind(Timestamps.ToMicroseconds(state.UpdatedAt))
            .Bind(state.OldTable).Bind(state.Error).Step();
    }

    public static IReadOnlyList<RebuildState> Read(Connection connection)
    {
        using var statement = connection.Prepare($"SELECT {Columns} FROM kumiko_rebuilds ORDER BY projection, tenant");
        var rebuilds = new List<RebuildState>();
        while (statement.Step())
        {
            rebuilds.Add(State(statement));
        }

        return rebuilds;
    }

    public static void Forget(Connection connection, string projection, TenantId? tenant)
    {
        using var statement = connection.Prepare("DELETE FROM kumiko_rebuilds WHERE projection = ?1 AND tenant = ?2");
        statement.Bind(projection).Bind(KeyOf(tenant)).Step();
    }

    private static RebuildState State(Statement statement) => new()
    {
        Projection = statement.Text(0),
        Tenant = statement.Text(1) is { Length: > 0 } tenant ? TenantId.Parse(tenant) : null,
        ShadowTable = statement.Text(2),
        Phase = statement.Text(3),
        Fingerprint = statement.Text(4),
        Position = new EventPosition(statement.Int64(5)),
        Total = statement.Int64(6),
        Done = statement.Int64(7),
        StartedAt = Timestamps.FromMicroseconds(statement.Int64(8)),
        UpdatedAt = Timestamps.FromMicroseconds(statement.Int64(9)),
        OldTable = statement.IsNull(10) ? null : statement.Text(10),
        Error = statement.IsNull(11) ? null : statement.Text(11),
    };

    private static string KeyOf(TenantId? tenant) => tenant?.ToString() ?? "";
}
