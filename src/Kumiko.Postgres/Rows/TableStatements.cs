using System.Text;
using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres.Rows;

/// <summary>What can be known about a table's statements before a value is seen: texts and codecs.</summary>
internal sealed class TableStatements
{
    private readonly ColumnCodec[] _codecs;

    public TableStatements(Table table)
    {
        Table = table;
        _codecs = [.. table.Columns.Select(ColumnCodec.For)];
        Columns = [.. table.Columns.Select(c => Sql.Name(c.Name))];
        Name = Sql.Name(table.Name);
        Tenant = Columns[0];
        Id = Columns[1];
        SelectList = string.Join(", ", Columns);

        InsertOne = $"insert into {Name} ({SelectList}) values ({Placeholders(n => $"${n + 1}")})";
        // The text does not depend on the number of rows, so the statement stays prepared. The last array has an element for every row:
        // the others may be empty, so it is what makes the rows.
        InsertMany =
            $"insert into {Name} ({SelectList}) select {Placeholders(n => $"coalesce(r.{Columns[n]}, ${(2 * n) + 1})")} "
            + $"from unnest({Placeholders(n => $"${(2 * n) + 2}")}, ${(2 * Columns.Length) + 1}) r ({SelectList}, {Sql.Name("each row")})";
        RemoveOne = $"delete from {Name} where {Tenant} = $1 and {Id} = $2";
        RemoveMany = $"delete from {Name} where ({Tenant}, {Id}) in (select * from unnest($1, $2))";
        Delete = Guarded(RemoveOne);
        HasUniqueIndex = table.Indexes.Any(i => i.IsUnique);
    }

    public Table Table { get; }

    /// <summary>Whether the system tenant's rows were met here. Only decides which way is tried first; all lead to the same rows.</summary>
    public bool HasSharedRows { get; set; }

    /// <summary>Whether rows can get into each other's way.</summary>
    public bool HasUniqueIndex { get; }

    /// <summary>The quoted names of the columns.</summary>
    public string[] Columns { get; }

    public string Name { get; }

    public string Tenant { get; }

    public string Id { get; }

    public string SelectList { get; }

    public string InsertOne { get; }

    public string InsertMany { get; }

    /// <summary>Takes the tenant as $1 and the id as $2; content with no such row.</summary>
    public string RemoveOne { get; }

    /// <summary>Takes an array of tenants as $1 and one of ids as $2.</summary>
    public string RemoveMany { get; }

    /// <summary>Takes the tenant as $1 and the id as $2.</summary>
    public string Delete { get; }

    /// <summary>Takes the tenant as $1, the id as $2 and then the values.</summary>
    public string Update(IReadOnlyList<int> ordinals)
    {
        var text = new StringBuilder($"update {Name} set ");
        for (var i = 0; i < ordinals.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(Columns[ordinals[i]]).Append(" = $").Append(i + 3);
        }

        return Guarded(text.Append($" where {Tenant} = $1 and {Id} = $2").ToString());
    }

    /// <summary>What stands behind an insert whose row may exist.</summary>
    public string OnConflict(IReadOnlyList<int> set, IReadOnlyList<int> add)
    {
        var changes = set.Select(i => $"{Columns[i]} = excluded.{Columns[i]}")
            .Concat(add.Select(i => $"{Columns[i]} = coalesce({Name}.{Columns[i]}, 0) + coalesce(excluded.{Columns[i]}, 0)"));
        var text = string.Join(", ", changes);
        return $" on conflict ({Tenant}, {Id}) do {(text.Length == 0 ? "nothing" : $"update set {text}")}";
    }

    public string ColumnName(Column column) => Columns[Table.OrdinalOf(column)];

    public ColumnCodec CodecOf(Column column) => _codecs[Table.OrdinalOf(column)];

    public ColumnCodec CodecAt(int ordinal) => _codecs[ordinal];

    public object?[] ReadRow(NpgsqlDataReader reader)
    {
        var row = new object?[_codecs.Length];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = _codecs[i].Read(reader, i);
        }

        return row;
    }

    private string Placeholders(Func<int, string> placeholder) => string.Join(", ", Enumerable.Range(0, Columns.Length).Select(placeholder));

    // Dividing by the number of touched rows makes the server itself refuse a statement that touched none, and with it the whole batch:
    // when the client could count, an implicit transaction has committed already.
    private static string Guarded(string statement) =>
        $"with touched as ({statement} returning 1) select 1 / count(*) from touched";
}
