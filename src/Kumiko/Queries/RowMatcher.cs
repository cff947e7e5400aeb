using Kumiko.Storage;

namespace Kumiko;

/// <summary>Answers in memory what a database would: the same conditions over the same columns, with the stores' own order of values.</summary>
internal static class RowMatcher
{
    public static bool Matches(RowFilter filter, EntityColumns columns, EntityState state)
    {
        switch (filter)
        {
            case RowFilter.Compare compare:
                return Holds(compare.Comparison, columns.CellOf(state, compare.Column), compare.Value, compare.Column.Type);
            case RowFilter.IsNull isNull:
                return columns.CellOf(state, isNull.Column) is null;
            case RowFilter.IsNotNull isNotNull:
                return columns.CellOf(state, isNotNull.Column) is not null;
            case RowFilter.OneOf oneOf:
                return columns.CellOf(state, oneOf.Column) is { } cell && oneOf.Values.Any(value => Order(cell, value, oneOf.Column.Type) == 0);
            case RowFilter.ArrayContains array:
                return columns.FieldAt(array.Column) is { } field && state.Values[field.Ordinal] is object?[] items
                    && items.Any(item => item?.ToString() == array.Value);
            case RowFilter.TextContains text:
                return columns.CellOf(state, text.Column) is string whole && whole.Contains(text.Value, StringComparison.Ordinal);
            case RowFilter.TextStartsWith text:
                return columns.CellOf(state, text.Column) is string start && start.StartsWith(text.Value, StringComparison.Ordinal);
            case RowFilter.All all:
                return all.Filters.All(f => Matches(f, columns, state));
            case RowFilter.Any any:
                return any.Filters.Any(f => Matches(f, columns, state));
            case RowFilter.Not not:
                return !Matches(not.Filter, columns, state);
            default:
                throw new ArgumentOutOfRangeException(nameof(filter), filter, "There is no such filter.");
        }
    }

    private static bool Holds(Comparison comparison, object? cell, object value, ColumnType type)
    {
        if (cell is null)
        {
            return comparison == Comparison.NotEqual;
        }

        var order = Order(cell, value, type);
        return comparison switch
        {
            Comparison.Equal => order == 0,
            Comparison.NotEqual => order != 0,
            Comparison.Less => order < 0,
            Comparison.LessOrEqual => order <= 0,
            Comparison.Greater => order > 0,
            _ => order >= 0,
        };
    }

    private static int Order(object cell, object value, ColumnType type) => type switch
    {
        ColumnType.Text => ByCodePoint((string)cell, (string)value),
        ColumnType.Int32 or ColumnType.Int64 => Convert.ToInt64(cell).CompareTo(Convert.ToInt64(value)),
        ColumnType.Json => throw new NotSupportedException("JSON has no order."),
        _ => ((IComparable)cell).CompareTo(value),
    };

    /// <summary>UTF-16 puts what needs two units before U+E000 and its neighbours; code points stand behind them.</summary>
    private static int ByCodePoint(string left, string right)
    {
        var same = left.AsSpan().CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        var (a, b) = (left[same], right[same]);
        return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : char.IsSurrogate(a) ? 1 : -1;
    }
}
