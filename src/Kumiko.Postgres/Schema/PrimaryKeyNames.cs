using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres.Schema;

/// <summary>What the server named the primary keys of tables: it shortens long names in its own way.</summary>
internal static class PrimaryKeyNames
{
    private const string Select =
        """
        select c.relname, i.relname
        from pg_class c join pg_index x on x.indrelid = c.oid and x.indisprimary join pg_class i on i.oid = x.indexrelid
        where c.relnamespace = current_schema()::regnamespace and c.relname = any($1)
        """;

    public static async Task<IReadOnlyDictionary<string, string>> Read(NpgsqlConnection connection, string[] tables, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Select, connection) { Parameters = { Parameters.ArrayOf(tables, NpgsqlDbType.Text) } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var names = new Dictionary<string, string>();
        while (await reader.ReadAsync(cancellation))
        {
            names.Add(reader.GetString(0), reader.GetString(1));
        }

        return names;
    }
}
