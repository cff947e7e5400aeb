using System.Globalization;
using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>How declared tables look in SQLite.</summary>
internal static class TableShapes
{
    public static string PrimaryKeyName(string table) => $"{table}_pkey";

    public static TableShape Of(Table table) => new(
        table.Name,
        [.. table.Columns.Select(Of)],
        $"CONSTRAINT {PrimaryKeyName(table.Name).Quoted()} PRIMARY KEY ({table.TenantColumn.Name.Quoted()}, {table.IdColumn.Name.Quoted()})",
        // The rows lie in the order of the key: lists of a tenant read neighbours, and an insert writes one tree instead of two.
        "WITHOUT ROWID",
        [.. table.Indexes.Select(Of)]);

    private static IndexShape Of(TableIndex index) => new(
        index.Name,
        [.. index.Columns.Select(c => c.Name)],
        index.IsUnique,
        index.OnlyWhereFalse is { } flag ? $" WHERE {flag.Name.Quoted()} = 0" : "");

    private static ColumnShape Of(Column column)
    {
        var name = column.Name.Quoted();
        return column.Type switch
        {
            ColumnType.Uuid => Shape(column, "BLOB", $"CHECK (length({name}) = 16)"),
            ColumnType.Text => Shape(column, "TEXT"),
            ColumnType.Boolean => Shape(column, "INTEGER", $"CHECK ({name} IN (0, 1))"),
            ColumnType.Int32 => Shape(column, "INTEGER", Between(name, int.MinValue, int.MaxValue)),
            ColumnType.Int64 => Shape(column, "INTEGER"),
            ColumnType.Double => Shape(column, "REAL"),
            ColumnType.Decimal => Decimal(column, name),
            ColumnType.Date => Shape(column, "TEXT", $"CHECK ({name} GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')"),
            ColumnType.Timestamp => Shape(column, "INTEGER", Between(name, Timestamps.Smallest, Timestamps.Largest)),
            ColumnType.Json => Shape(column, "TEXT", Json(column, name)),
            _ => throw new NotSupportedException($"Columns of type {column.Type} are unknown to the SQLite store."),
        };
    }

    // For null, json_valid says 0 and not null: without the first half it would refuse what the column allows.
    private static string Json(Column column, string name) =>
        $"CHECK ({(column.IsNullable ? $"{name} IS NULL OR " : "")}json_valid({name}) AND json_type({name}) IN ('object', 'array'))";

    /// <summary>The constraint's name keeps the scale, which the database could not tell otherwise.</summary>
    private static ColumnShape Decimal(Column column, string name)
    {
        var type = $"CONSTRAINT \"decimal({column.Precision},{column.Scale})\"";
        if (column.Precision > DecimalText.MostInteger)
        {
            return Shape(column, "TEXT", $"{type} CHECK (length({name}) = {DecimalText.Width(column)})");
        }

        var largest = (long)ScaledDecimal.Largest(column);
        return Shape(column, "INTEGER", $"{type} {Between(name, -largest, largest)}");
    }

    private static string Between(string name, long smallest, long largest) =>
        string.Create(CultureInfo.InvariantCulture, $"CHECK ({name} BETWEEN {smallest} AND {largest})");

    private static ColumnShape Shape(Column column, string type, string? rule = null) => new(column.Name, type, column.IsNullable, rule);
}
