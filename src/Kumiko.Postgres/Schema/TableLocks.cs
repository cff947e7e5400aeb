using System.Globalization;
using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres.Schema;

/// <summary>Locks of whole tables. The time-out is the server's and ends with the statements: what follows in the transaction waits as ever.</summary>
internal static class TableLocks
{
    /// <summary>Others may read, but not write.</summary>
    public static IReadOnlyList<NpgsqlBatchCommand> Exclusive(TimeSpan patience, Table table) => Lock(patience, "exclusive", [table]);

    /// <summary>Others may do nothing.</summary>
    public static IReadOnlyList<NpgsqlBatchCommand> AccessExclusive(TimeSpan patience, params Table[] tables) => Lock(patience, "access exclusive", tables);

    private static IReadOnlyList<NpgsqlBatchCommand> Lock(TimeSpan patience, string mode, Table[] tables) =>
    [
        new("select set_config('lock_timeout', $1, true)") { Parameters = { Parameters.Text(Milliseconds(patience)) } },
        new($"lock table {Sql.Names(tables.Select(t => t.Name))} in {mode} mode"),
        new("set local lock_timeout to default"),
    ];

    // Zero would mean: without an end.
    private static string Milliseconds(TimeSpan patience) =>
        Math.Clamp((long)patience.TotalMilliseconds, 1, int.MaxValue).ToString(CultureInfo.InvariantCulture);
}
