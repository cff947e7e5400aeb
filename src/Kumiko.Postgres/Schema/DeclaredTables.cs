using System.Text;
using Kumiko.Storage;

namespace Kumiko.Postgres.Schema;

/// <summary>Translates declared tables into the catalogue's terms.</summary>
internal static class DeclaredTables
{
    private const int LongestIdentifier = 63;

    public static PhysicalTable ToPhysical(Table table)
    {
        RefuseLongNames(table);
        return new PhysicalTable(
            table.Name,
            [.. table.Columns.Select(c => new PhysicalColumn(c.Name, TypeOf(c), c.IsNullable))],
            [table.TenantColumn.Name, table.IdColumn.Name],
            [.. table.Indexes.Select(ToPhysical)])
        {
            TenantColumn = table.TenantColumn.Name,
            IsShared = true,
        };
    }

    private static PhysicalIndex ToPhysical(TableIndex index) => new(index.Name, [.. index.Columns.Select(c => c.Name)])
    {
        IsUnique = index.IsUnique,
        Predicate = index.OnlyWhereFalse is { } column ? $"(NOT {Sql.Name(column.Name)})" : null,
    };

    private static string TypeOf(Column column) => column.Type switch
    {
        ColumnType.Uuid => "uuid",
        ColumnType.Text => OwnTables.Text,
        ColumnType.Boolean => "boolean",
        ColumnType.Int32 => "integer",
        ColumnType.Int64 => "bigint",
        ColumnType.Double => "double precision",
        ColumnType.Decimal => $"numeric({column.Precision},{column.Scale})",
        ColumnType.Date => "date",
        ColumnType.Timestamp => "timestamp with time zone",
        ColumnType.Json => "jsonb",
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.Type, "There is no such column type."),
    };

    // The server would cut a longer name off, silently, and two names could become one.
    private static void RefuseLongNames(Table table)
    {
        var names = table.Columns.Select(c => c.Name).Concat(table.Indexes.Select(i => i.Name)).Prepend(table.Name);
        if (names.FirstOrDefault(n => Encoding.UTF8.GetByteCount(n) > LongestIdentifier) is { } name)
        {
            throw new ArgumentException($"The name '{name}' is longer than the {LongestIdentifier} bytes that PostgreSQL keeps of it.", nameof(table));
        }
    }
}
