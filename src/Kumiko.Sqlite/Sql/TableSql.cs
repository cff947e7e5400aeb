using System.Text;
using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>The statements on one table that always read the same, made once.</summary>
internal sealed class TableSql
{
    private readonly string _update;
    private readonly string _whereId;
    private readonly string[] _columns;

    public TableSql(Table table)
    {
        var (name, tenant, id) = (table.Name.Quoted(), table.TenantColumn.Name.Quoted(), table.IdColumn.Name.Quoted());
        _columns = [.. table.Columns.Select(c => c.Name.Quoted())];
        _update = $"UPDATE {name} SET ";
        _whereId = $" WHERE {tenant} = ?1 AND {id} = ?2";
        Name = name;
        Columns = string.Join(", ", _columns);
        Insert = $"INSERT INTO {name} ({Columns}) VALUES ({Identifiers.Parameters(_columns.Length)})";
        Delete = $"DELETE FROM {name}{_whereId}";
        ReadOwn = $"SELECT {Columns} FROM {name}{_whereId}";
        ReadOwnOrSystem = $"SELECT {Columns} FROM {name} WHERE {tenant} IN (?1, ?3) AND {id} = ?2 ORDER BY {tenant} = ?1 DESC LIMIT 1";
        FirstPage = $"SELECT {Columns} FROM {name} ORDER BY {tenant}, {id} LIMIT ?1";
        NextPage = $"SELECT {Columns} FROM {name} WHERE ({tenant}, {id}) > (?2, ?3) ORDER BY {tenant}, {id} LIMIT ?1";
        ReadAny = $"SELECT {Columns} FROM {name} WHERE {id} = ?1 ORDER BY {tenant} LIMIT 1";
    }

    public string Name { get; }

    public string Columns { get; }

    public string Insert { get; }

    public string Delete { get; }

    /// <summary>Tenant, id.</summary>
    public string ReadOwn { get; }

    /// <summary>Tenant, id, system tenant.</summary>
    public string ReadOwnOrSystem { get; }

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
}
