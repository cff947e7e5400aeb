using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Kumiko.Storage;

/// <summary>A table that the framework derives from a declaration. Its primary key is always (tenant_id, id).</summary>
public sealed class Table
{
    /// <summary>PostgreSQL cuts longer names.</summary>
    private const int LongestName = 63;

    private readonly FrozenDictionary<string, int> _ordinals;

    /// <summary>Describes a table.</summary>
    /// <param name="name">The physical name, at most 63 bytes.</param>
    /// <param name="columns">All columns; <paramref name="columns"/>[0] is the tenant and [1] the id, both <see cref="ColumnType.Uuid"/>.</param>
    /// <param name="indexes">The indexes beside the primary key.</param>
    public Table(string name, IReadOnlyList<Column> columns, IReadOnlyList<TableIndex> indexes)
    {
        Name = name;
        Columns = columns;
        Indexes = indexes;
        _ordinals = columns.Select((column, ordinal) => (column.Name, ordinal)).ToFrozenDictionary(c => c.Name, c => c.ordinal);
    }

    /// <summary>The physical name.</summary>
    public string Name { get; }

    /// <summary>All columns, in the order in which rows carry their values.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The indexes beside the primary key.</summary>
    public IReadOnlyList<TableIndex> Indexes { get; }

    /// <summary>The column that holds the tenant.</summary>
    public Column TenantColumn => Columns[0];

    /// <summary>The column that holds the id.</summary>
    public Column IdColumn => Columns[1];

    /// <summary>A column's place in <see cref="Columns"/>.</summary>
    /// <exception cref="KeyNotFoundException">The table has no such column.</exception>
    public int OrdinalOf(Column column) => _ordinals[column.Name];

    /// <summary>The same table under another name, with index names to match: a rebuild fills it beside the live one.</summary>
    public Table Renamed(string name) =>
        new(name, Columns, [.. Indexes.Select((index, number) => index with { Name = NameFor(index, name, number) })]);

    /// <summary>Index names share one space in a schema, and may not outgrow it; a shortened one does not contain the table's.</summary>
    private string NameFor(TableIndex index, string table, int number)
    {
        var name = index.Name.Replace(Name, table, StringComparison.Ordinal);
        if (name != index.Name && name.Length <= LongestName)
        {
            return name;
        }

        var numbered = $"{table}_i{number}";
        return numbered.Length <= LongestName ? numbered : $"i{number}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(table)))[..32]}";
    }
}
