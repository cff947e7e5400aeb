using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>Puts a shadow table in the place of the live one. Readers go on with what they have begun to read; nobody waits.</summary>
internal static class TableSwap
{
    /// <summary>Renames both tables. The indexes keep their names, for SQLite cannot change them; what they index is what counts.</summary>
    public static void Rename(Connection connection, Table live, Table shadow, Table old)
    {
        Rename(connection, live.Name, old.Name);
        Rename(connection, shadow.Name, live.Name);

        // Statistics stay behind under the former names: both tables get those of new ones.
        Statistics.Reload(connection);
        foreach (var name in (string[])[live.Name, shadow.Name, old.Name])
        {
            Statistics.Forget(connection, name);
        }

        Statistics.Assume(connection, TableShapes.Of(live));
        Statistics.Assume(connection, TableShapes.Of(old));
        Statistics.Reload(connection);
    }

    public static void MoveRows(Connection connection, Table live, Table shadow, Table old, TenantId tenant)
    {
        var (from, columns) = ($"FROM {live.Name.Quoted()}", live.Columns.Select(c => c.Name).QuotedList());
        var where = $"WHERE {live.TenantColumn.Name.Quoted()} = ?1";
        string[] statements =
        [
            $"INSERT INTO {old.Name.Quoted()} ({columns}) SELECT {columns} {from} {where}",
            $"DELETE {from} {where}",
            $"INSERT INTO {live.Name.Quoted()} ({columns}) SELECT {columns} FROM {shadow.Name.Quoted()} {where}",
        ];
        foreach (var sql in statements)
        {
            using var statement = connection.Prepare(sql);
            statement.Bind(tenant.Value).Step();
        }
    }

    private static void Rename(Connection connection, string from, string to) =>
        connection.RunOnce($"ALTER TABLE {from.Quoted()} RENAME TO {to.Quoted()}");
}
