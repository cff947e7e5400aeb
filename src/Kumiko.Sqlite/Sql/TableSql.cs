using System.Text;
using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>The statements on one table that always read the same, made once.</summary>
internal sealed class TableSql
{
    private readonly string _update;
    private readonly string _whereId;
    private readonly string _onConflict;
    private readonly string[] _columns;

    public TableSql(Table table)
    {
        var (name, tenant, id) = (table.Name.Quoted(), table.TenantColumn.Name.Quoted(), table.IdColumn.Name.Quoted());
        _columns = [.. table.Columns.Select(c => c.Name.Quoted())];
        _update = $"UPDATE {name} SET ";
        _whereId = $" WHERE {tenant} = ?1 AND {id} = ?2";
        _onConflict = $" ON CONFLICT ({tenant}, {id}) DO ";
        Name = name;
        Columns = string.Join(", ", _columns);
        Insert = $"INSERT INTO {name} ({Columns}) VALUES ({Identifiers.Parameters(_columns.Length)})";
        Delete = $"DELETE FROM {name}{_whereId}";
        // No column has a name with a space in it.
        ReadKeys =
            $"""
            WITH RECURSIVE "a key" ("its place") AS (SELECT 1 WHERE length(?1) > 0 UNION ALL SELECT "its place" + 32 FROM "a key" WHERE "its place" + 32 < length(?1))
            SELECT {Columns} FROM "a key" CROSS JOIN {name} WHERE {tenant} = substr(?1, "a key"."its place", 16) AND {id} = substr(?1, "a key"."its place" + 16, 16)
            """;
        ReadOwn = $"SELECT {Columns} FROM {name}{_whereId}";
        ReadOwnOrSystem = $"SELECT {Columns} FROM {name} WHERE {tenant} IN (?1, ?3) AND {id} = ?2 ORDER BY {tenant} = ?1 DESC LIMIT 1";
        Exists = $"SELECT 1 FROM {name} WHERE {tenant} IN (?1, ?3) AND {id} = ?2";
        FirstPage = $"SELECT {Columns} FROM {name} ORDER BY {tenant}, {id} LIMIT ?1";
        NextPage = $"SELECT {Columns} FROM {name} WHERE ({tenant}, {id}) > (?2, ?3) ORDER BY {tenant}, {id} LIMIT ?1";
        ReadAny = $"SELECT {Columns} FROM {name} WHERE {id} = ?1 ORDER BY {tenant} LIMIT 1";
    }

    public string Name { get; }

    public string Columns { get; }

    public string Insert { get; }

    public string Delete { get; }

    /// <summary>Any number of keys in one value, 32 bytes each: tenant, id.</summary>
    public string ReadKeys { get; }

    /// <summary>Tenant, id.</summary>
    public string ReadOwn { get; }

    /// <summary>Tenant, id, system tenant.</summary>
    public string ReadOwnOrSystem { get; }

    /// <summary>Tenant, id, system tenant. More conditions may follow.</summary>
    public string Exists { get; }

    /// <summary>Limit.</summary>
    public string FirstPage { get; }

    /// <summary>Limit, tenant, id.</summary>
    public string NextPage { get; }

    /// <summary>Id.</summary>
    public string ReadAny { get; }

    /// <summary>Tenant, id, then the new values in the order of the ordinals.</summary>
    public string Update(IReadOnlyList<int> ordinals)
    {
        var sql = new StringBuilder(_update, 256);
        for (var i = 0; i < ordinals.Count; i++)
        {
            sql.Append(i == 0 ? "" : ", ").Append(_columns[ordinals[i]]).Append(" = ?").Append(i + 3);
        }

        return sql.Append(_whereId).ToString();
    }

    /// <summary>The values of the whole row, which may exist: then some columns are set and others added to.</summary>
    public string Upsert(IReadOnlyList<int> set, IReadOnlyList<int> add)
    {
        var sql = new StringBuilder(Insert, 512).Append(_onConflict);
        if (set.Count + add.Count == 0)
        {
            return sql.Append("NOTHING").ToString();
        }

        sql.Append("UPDATE SET ");
        for (var i = 0; i < set.Count; i++)
        {
            var column = _columns[set[i]];
            sql.Append(i == 0 ? "" : ", ").Append(column).Append(" = excluded.").Append(column);
        }

        for (var i = 0; i < add.Count; i++)
        {
            var column = _columns[add[i]];
            sql.Append(i + set.Count == 0 ? "" : ", ")
                .Append(column).Append(" = coalesce(").Append(column).Append(", 0) + coalesce(excluded.").Append(column).Append(", 0)");
        }

        return sql.ToString();
    }
}
