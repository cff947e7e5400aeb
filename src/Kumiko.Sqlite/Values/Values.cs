using System.Globalization;
using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>The only place that knows how a value of a column looks in the database.</summary>
internal static class Values
{
    private const string DateFormat = "yyyy-MM-dd";

    // Booleans are boxed in every row that is read; two boxes serve them all.
    private static readonly object True = true;
    private static readonly object False = false;

    public static void Bind(Statement statement, Column column, object? value)
    {
        if (value is null)
        {
            statement.BindNull();
            return;
        }

        switch (column.Type)
        {
            case ColumnType.Uuid:
                statement.Bind((Guid)value);
                break;
            case ColumnType.Text or ColumnType.Json:
                statement.Bind((string)value);
                break;
            case ColumnType.Boolean:
                statement.Bind((bool)value ? 1 : 0);
                break;
            case ColumnType.Int32:
                statement.Bind((int)value);
                break;
            case ColumnType.Int64:
                statement.Bind((long)value);
                break;
            case ColumnType.Double:
                statement.Bind((double)value);
                break;
            case ColumnType.Decimal:
                Bind(statement, column, (decimal)value);
                break;
            case ColumnType.Date:
                Bind(statement, (DateOnly)value);
                break;
            case ColumnType.Timestamp:
                statement.Bind(Timestamps.ToMicroseconds((DateTimeOffset)value));
                break;
            default:
                throw new NotSupportedException($"Columns of type {column.Type} are unknown to the SQLite store.");
        }
    }

    /// <summary>Binds a whole number in the form in which the column stores decimals.</summary>
    public static void BindUnscaled(Statement statement, Column column, Int128 unscaled)
    {
        if (column.Precision <= DecimalText.MostInteger)
        {
            statement.Bind((long)unscaled);
            return;
        }

        Span<byte> text = stackalloc byte[DecimalText.Width(column)];
        DecimalText.Write(unscaled, column, text);
        statement.BindUtf8(text);
    }

    public static object? Read(Statement statement, int ordinal, Column column)
    {
        if (column.IsNullable && statement.IsNull(ordinal))
        {
            return null;
        }

        return column.Type switch
        {
            ColumnType.Uuid => statement.Guid(ordinal),
            ColumnType.Text or ColumnType.Json => statement.Text(ordinal),
            ColumnType.Boolean => statement.Int64(ordinal) != 0 ? True : False,
            ColumnType.Int32 => (int)statement.Int64(ordinal),
            ColumnType.Int64 => statement.Int64(ordinal),
            ColumnType.Double => statement.Double(ordinal),
            ColumnType.Decimal => ReadDecimal(statement, ordinal, column),
            ColumnType.Date => ReadDate(statement.Bytes(ordinal)),
            ColumnType.Timestamp => Timestamps.FromMicroseconds(statement.Int64(ordinal)),
            _ => throw new NotSupportedException($"Columns of type {column.Type} are unknown to the SQLite store."),
        };
    }

    private static void Bind(Statement statement, Column column, decimal value)
    {
        var scaled = ScaledDecimal.Of(value, column);
        if (scaled.Fit != DecimalFit.Exact)
        {
            throw new ArgumentException($"{value} does not fit column '{column.Name}': decimal({column.Precision},{column.Scale}) would change it.");
        }

        BindUnscaled(statement, column, scaled.Unscaled);
    }

    private static void Bind(Statement statement, DateOnly value)
    {
        Span<byte> text = stackalloc byte[DateFormat.Length];
        value.TryFormat(text, out _, DateFormat, CultureInfo.InvariantCulture);
        statement.BindUtf8(text);
    }

    private static decimal ReadDecimal(Statement statement, int ordinal, Column column) => ScaledDecimal.ToDecimal(
        column.Precision <= DecimalText.MostInteger ? statement.Int64(ordinal) : DecimalText.Read(statement.Bytes(ordinal), column),
        column);

    private static DateOnly ReadDate(ReadOnlySpan<byte> text) => new(
        int.Parse(text[..4], CultureInfo.InvariantCulture),
        int.Parse(text[5..7], CultureInfo.InvariantCulture),
        int.Parse(text[8..10], CultureInfo.InvariantCulture));
}
